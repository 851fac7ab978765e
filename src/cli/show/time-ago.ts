const UNITS: readonly (readonly [name: string, milliseconds: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
];

/** How long ago: `4 min ago`. */
export function timeAgo(milliseconds: number): string {
  const [name, size] = UNITS.find(([, least]) => milliseconds >= least) ?? ['', 0];
  return size === 0 ? 'now' : `${Math.floor(milliseconds / size)} ${name} ago`;
}
