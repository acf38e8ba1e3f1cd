/** Line icons on a 24 grid, drawn here so that nothing is fetched and nothing depends on a font. */
const PATHS = {
  check: 'M4 12.5l5 5L20 6.500',
  cross: 'M5 5l14 14M19 5L5 19',
  question: 'M9 9a3 3 0 1 1 4.500 2.600c-1 .6-1.500 1.200-1.500 2.400M12 18.200v.1',
  warn: 'M12 4L2.500 20h19zM12 10v5M12 17.500v.1',
  stop: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM8 12h8',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.500V12l3 2',
  cart: 'M3 4h3l2.500 11h10L21 7H7M9.500 19.500v.1M17.500 19.500v.1',
  box: 'M3.500 7.500L12 3l8.500 4.500v9L12 21l-8.500-4.500zM3.500 7.500L12 12l8.500-4.500M12 12v9',
  pencil: 'M4 20l1-4L16.500 4.500l3 3L8 19z',
  slip: 'M6 3h12v18l-2-1.500-2 1.500-2-1.500-2 1.500-2-1.500L6 21zM9 8h6M9 12h6',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.500 20c1-4 4-5.500 7.500-5.500s6.500 1.500 7.500 5.500',
  people:
    'M9 5a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM2.500 19c.8-3.500 3.300-5 6.500-5s5.700 1.500 6.500 5M15.500 5.300a3.500 3.500 0 0 1 0 6.400M18 14.500c2 .7 3 2.200 3.500 4.500',
  undo: 'M8 5L3.500 9.500 8 14M4 9.500h9.500a6 6 0 0 1 0 12H9',
  pause: 'M8 5v14M16 5v14',
  trash: 'M4 7h16M9 7V4h6v3M6.500 7l1 13h9l1-13M10 11v5M14 11v5',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  search: 'M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.500 15.500L21 21',
  printer: 'M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z',
  scanner: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 8v8M12 8v8M16 8v8',
  hub: 'M4 5h16v10H4zM9 20h6M12 15v5',
  cloud: 'M7 18.500a4.500 4.500 0 0 1-.5-9A6 6 0 0 1 18 8.500a5 5 0 0 1-.5 10z',
  sound: 'M4 9.500v5h3.500L12 19V5L7.500 9.500zM15.500 9a4 4 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11',
  mute: 'M4 9.500v5h3.500L12 19V5L7.500 9.500zM16 9.500l5 5M21 9.500l-5 5',
  arrow: 'M4 12h15M13 6l6 6-6 6',
  back: 'M20 12H5M11 6l-6 6 6 6',
  hand: 'M7 12V6.500a1.500 1.500 0 0 1 3 0V11V4.500a1.500 1.500 0 0 1 3 0V11V5.500a1.500 1.500 0 0 1 3 0V12V8.500a1.500 1.500 0 0 1 3 0V15a6 6 0 0 1-6 6c-3 0-4.500-1.500-6-4l-2.500-4a1.500 1.500 0 0 1 2.500-1.500z',
  list: 'M8 6h12M8 12h12M8 18h12M4 6v.1M4 12v.1M4 18v.1',
  plug: 'M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4',
  swap: 'M4 8h15M15 4l4 4-4 4M20 16H5M9 12l-4 4 4 4',
  badge:
    'M5 6h14v14H5zM10 3h4v3h-4zM12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM8.500 18c.5-1.700 1.800-2.500 3.500-2.500s3 .8 3.500 2.500',
  menu: 'M4 7h16M4 12h16M4 17h16',
} as const;
export type IconName = keyof typeof PATHS;

/** Always next to a word: it carries no meaning of its own for whoever cannot see it. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
