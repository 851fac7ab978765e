/** The parts of a release that are compared. */
type Release = readonly [number, number, number];

/** Reads `1.2.3`, `v20.19.0`, `20` or `20.x`. */
function releaseOf(text: string): Release | undefined {
  const [, major, minor = '0', patch = '0'] = /^v?(\d{1,6})(?:\.(\d{1,6}|[x*]))?(?:\.(\d{1,6}|[x*]))?/.exec(text.trim()) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor) || 0, Number(patch) || 0];
}

/** Whether a release is older than the least one of a range such as `>=20.19`. */
export function isOlder(release: string, range: string): boolean {
  const [found, least] = [releaseOf(release), releaseOf(range.replace(/^>=\s*/, ''))];
  if (found === undefined || least === undefined) return false;
  const at = found.findIndex((part, index) => part !== least[index]);
  return at !== -1 && (found[at] as number) < (least[at] as number);
}

/**
 * Whether all releases that a range allows are older than the least one of another range. Only ranges with an upper end can be: `^2.15.0`, `~2.1`, `2.x`,
 * `2.15.0`.
 */
export function allowsOnlyOlder(range: string, least: string): boolean {
  const [, sign = '', version = ''] = /^([\^~]?)\s*(v?\d[\w.*]*)$/.exec(range.trim()) ?? [];
  const release = releaseOf(version);
  const bound = releaseOf(least.replace(/^>=\s*/, ''));
  if (release === undefined || bound === undefined) return false;
  const [major, minor] = release;
  const isWholeMajor = sign === '^' || /^v?\d{1,6}(?:\.[x*])?$/.test(version);
  if (isWholeMajor) return major < bound[0];
  if (sign === '~' || /^v?\d{1,6}\.\d{1,6}(?:\.[x*])?$/.test(version)) return major < bound[0] || (major === bound[0] && minor < bound[1]);
  return isOlder(version, least);
}
