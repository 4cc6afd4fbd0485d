const paths = {
  home: 'M3 9.5 10 4l7 5.5V16a1 1 0 0 1-1 1h-3.5v-5h-5v5H4a1 1 0 0 1-1-1z',
  person: 'M10 10a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 10 10zM3.8 17c.5-3.2 3-5 6.2-5s5.7 1.8 6.2 5',
  people:
    'M7.5 9.5a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2zM2.5 16c.4-2.7 2.3-4.2 5-4.2s4.6 1.5 5 4.2M13 4.6a2.5 2.5 0 0 1 0 4.6M14.5 12c1.7.5 2.7 1.9 3 4',
  mail: 'M3 5h14v10.5H3zM3.5 5.5 10 11l6.5-5.5',
  more: 'M4.5 10h.1M10 10h.1M15.5 10h.1',
  list: 'M4 5.5h2M9 5.5h7M4 10h2M9 10h7M4 14.5h2M9 14.5h7',
  map: 'M3 4h14v12H3zM3 8h14M3 12h14M8 4v12M12.5 4v12',
  search: 'M9 14.5A5.5 5.5 0 1 0 9 3.5a5.5 5.5 0 0 0 0 11zM13 13l4 4',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9v4.5M10 6.5v.1',
  cycle: 'M15.8 7.5A6.5 6.5 0 1 0 16.5 10M16 3.5v4h-4M10 6.5V10l2.5 1.5',
  lock: 'M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  key: 'M7 12.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10.5 9H17v3M14 9v2.5',
  badge:
    'M3 5h14v10H3zM5.5 12.5c.3-1.2 1.2-1.9 2.3-1.9s2 .7 2.3 1.9M7.8 9.4a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4zM13 8.5h2M13 11.5h2',
  plus: 'M10 4v12M4 10h12',
  check: 'm4 10.5 4 4 8-9',
  close: 'm5 5 10 10M15 5 5 15',
  down: 'm5 8 5 5 5-5',
  right: 'm8 5 5 5-5 5',
  up: 'm5 12 5-5 5 5',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  download: 'M10 3.5v9M6 9l4 4 4-4M4 16.5h12',
  upload: 'M10 12.5v-9M6 7.5l4-4 4 4M4 16.5h12',
  file: 'M5.5 3h6L15 6.5V17H5.5zM11 3v4h4',
  link: 'M8.5 11.5a3 3 0 0 0 4.3 0l2.7-2.7a3 3 0 0 0-4.3-4.3l-.9.9M11.5 8.5a3 3 0 0 0-4.3 0l-2.7 2.7a3 3 0 0 0 4.3 4.3l.9-.9',
  unit: 'M7.5 3.5h5V7h-5zM3 13h5v3.5H3zM12 13h5v3.5h-5zM10 7v3M5.5 13v-3h9v3',
  shield: 'M10 3 16 5v4.5c0 3.6-2.5 6.2-6 7.5-3.5-1.3-6-3.9-6-7.5V5zM7.5 10l2 2 3.2-3.6',
  log: 'M5 3h7l3 3v11H5zM12 3v3h3M7.5 9.5h5M7.5 12h5M7.5 14.5h3',
  pulse: 'M2.5 10.5h3.5l2-5 3.5 9 2-4h4',
  form: 'M5 3h10v14H5zM8 7h4M8 10h4M8 13h2',
  left: 'm12 5-5 5 5 5',
  ladder: 'M6 3v14M14 3v14M6 6.5h8M6 10h8M6 13.5h8',
  plan: 'M3 15.5 8 9l4 3 5-7.5M13.5 4.5H17V8',
  route: 'M3 6h8M7 10h9M5 14h7',
  sort: 'M7 4v12M4 13l3 3 3-3M13 16V4M10 7l3-3 3 3',
} as const

export type IconName = keyof typeof paths

/** A line icon beside words; it never speaks for itself, so it is hidden from screen readers. */
export function Icon({ name, size = 18, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      className={className}
      viewBox="0 0 20 20"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none' }}
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}

/** The plumb line: a beam, a thread, a weight. */
export function BrandMark({ height = 22 }: { height?: number }) {
  return (
    <svg viewBox="0 0 16 22" height={height} width={(height * 16) / 22} fill="none" aria-hidden="true">
      <path d="M2 1.6h12" stroke="currentColor" strokeWidth={2.2} strokeLinecap="round" />
      <path d="M8 2v11" stroke="currentColor" strokeWidth={1.7} />
      <circle cx="8" cy="16.6" r="4.4" fill="var(--accent)" />
    </svg>
  )
}
