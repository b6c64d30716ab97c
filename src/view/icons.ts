/** Our own line icons on a grid of 20, one path each. */
const PATHS = {
  copy: 'M7.5 6.5v-3h9v10h-3M3.5 6.5h10v10h-10z',
  save: 'M10 3v9M6.5 8.5L10 12l3.5-3.5M4 13v3.5h12V13',
  keep: 'M5.5 3.5h9v13l-4.5-3.5-4.5 3.5z',
  done: 'M4 10.5l4 4 8-9',
  image: 'M3 4.5h14v11H3zM3 13l4-4 3.5 3.5L13 10l4 4M13 7.5h.01',
  reader: 'M10 5.5c-2-1.3-4.3-1.5-7-1.5v11c2.7 0 5 .2 7 1.5 2-1.3 4.3-1.5 7-1.5V4c-2.7 0-5 .2-7 1.5zM10 5.5v11',
  auto: 'M10 3.5a6.5 6.5 0 1 1-5.6 3.2M4.4 3v3.8h3.8M10 6.5V10l2.5 1.5',
  panel: 'M3 4h14v12H3zM12 4v12',
  tab: 'M11 4h5v5M16 4l-7 7M13.5 12v4h-9.5V6.5H8',
  strike: 'M3.5 10h13M6 5.5h8M6 14.5h8',
  settings: 'M3 6h8M15 6h2M3 14h2M9 14h8M13 4v4M7 12v4',
  jump: 'M10 3v10M5.5 9l4.5 4.5L14.5 9M4 17h12',
  page: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM3 10h14M10 3c2.5 2 2.5 12 0 14M10 3c-2.5 2-2.5 12 0 14',
  edit: 'M4 16l.7-3.3L13.5 4l2.5 2.5-8.7 8.8zM11.5 6l2.5 2.5',
  restore: 'M4 8h8.5a3.75 3.75 0 0 1 0 7.5H8M4 8l3.5-3.5M4 8l3.5 3.5',
  close: 'M5 5l10 10M15 5L5 15',
  search: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4zM12.7 12.7L16.5 16.5',
  warning: 'M10 4v7.5M10 15.5h.01',
  print: 'M6 7V3.5h8V7M6 13H3.5V7h13v6H14M6 11h8v5.5H6z',
  speak: 'M3.5 8v4H6l4 3.5v-11L6 8zM13 7.5a4 4 0 0 1 0 5M15.5 5.5a7 7 0 0 1 0 9',
  stop: 'M6 6h8v8H6z',
  outline: 'M3.5 5h13M6.5 10h10M6.5 15h7',
  look: 'M3 15L7 5l4 10M4.3 12h5.4M12.5 15l2.5-6.5 2.5 6.5M13.3 13h3.4',
  help: 'M7.5 7.5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 .8-1 1.7M10 15h.01',
} as const;

export type IconName = keyof typeof PATHS;

/** @returns a decorative icon of 20 px in the text's colour, hidden from assistive technology. */
export function icon(document: Document, name: IconName): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
