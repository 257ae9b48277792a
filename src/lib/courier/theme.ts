/** How bright the view is: as the device says, or as the courier's eyes do. */
export const themes = ['auto', 'day', 'night', 'sun'] as const;
export type Theme = (typeof themes)[number];

const key = 'raitti-theme';

export function keptTheme(storage: Pick<Storage, 'getItem'>): Theme {
  return themes.find((theme) => theme === storage.getItem(key)) ?? 'auto';
}

/** Shows a theme on the whole page, and keeps it for the next start. */
export function showTheme(theme: Theme, root: HTMLElement, storage: Pick<Storage, 'setItem'>) {
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
  storage.setItem(key, theme);
}

export const themeAfter = (theme: Theme): Theme => themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto';
