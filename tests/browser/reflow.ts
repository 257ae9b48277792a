import type { Page } from '@playwright/test';

const magnified = [
  { width: 390, text: '200%' },
  { width: 320, text: '100%' }
];

/**
 * What lies beyond the screen's edge on a phone with text of double size, and on the narrowest one. WCAG 2.2, criteria
 * 1.4.4 and 1.4.10.
 *
 * @returns one line for each such element; the page is left as it was.
 */
export async function beyondTheEdge(page: Page): Promise<string[]> {
  const before = page.viewportSize()!;
  const found: string[] = [];
  for (const { width, text } of magnified) {
    await page.setViewportSize({ width, height: 844 });
    const beyond = await page.evaluate((text) => {
      const root = document.documentElement;
      root.style.fontSize = text;
      // A map may be moved in both directions, and painting it anew at each size takes longer than all the rest.
      for (const map of document.querySelectorAll<HTMLElement>('.leaflet-container')) map.hidden = true;
      const elements = [...document.querySelectorAll('body *')].filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        const seen =
          element.checkVisibility() && !element.closest('.leaflet-container, .visually-hidden, .skip, svg *');
        return seen && (right > innerWidth + 0.5 || left < -0.5);
      });
      const lines = elements.map((element) => element.outerHTML.slice(0, 120));
      if (root.scrollWidth > innerWidth) lines.unshift(`the page is ${root.scrollWidth} wide`);
      return lines;
    }, text);
    found.push(...beyond.map((line) => `${width} px, text ${text}: ${line}`));
  }
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '';
    for (const map of document.querySelectorAll<HTMLElement>('.leaflet-container')) map.hidden = false;
  });
  await page.setViewportSize(before);
  return found;
}
