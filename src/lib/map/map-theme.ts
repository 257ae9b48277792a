export type MapTheme = 'day' | 'night' | 'sun';

/**
 * Tells the page's theme now and whenever it changes: `data-theme` on the root, else the device's own setting,
 * as in `look/tokens.css`. The map's ground is painted on a canvas, where CSS does not reach.
 * @returns stops telling
 */
export function watchTheme(tell: (theme: MapTheme) => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const now = () => {
    const { theme } = root.dataset;
    tell(theme === 'day' || theme === 'night' || theme === 'sun' ? theme : dark.matches ? 'night' : 'day');
  };
  const observer = new MutationObserver(now);
  observer.observe(root, { attributes: true, attributeFilter: ['data-theme'] });
  dark.addEventListener('change', now);
  now();
  return () => {
    observer.disconnect();
    dark.removeEventListener('change', now);
  };
}
