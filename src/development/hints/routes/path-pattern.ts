import { editDistance } from './edit-distance.ts';

/** One segment of a route: a name, a parameter that matches any one segment, or the rest of the path. */
interface Segment {
  /** `mixed` has a name and a parameter, or a parameter with a rule of its own. */
  readonly kind: 'name' | 'mixed' | 'parameter' | 'rest';
  readonly text: string;
  readonly isOptional: boolean;
}

/** The path of a route, in the notation of any host. */
export interface PathPattern {
  readonly segments: readonly Segment[];
  readonly endsWithSlash: boolean;
}

const MOST_SEGMENTS = 16;
/** A parameter fits every segment, so a name that is the same is nearer. */
const PARAMETER = 0.15;
const MISSING = 0.6;

/** The segments of a path: `/orders/7/` has two. */
export function segmentsOf(path: string): readonly string[] {
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .slice(0, MOST_SEGMENTS);
}

/** Reads `/orders/:id`, `/orders/{id}`, `/files/*`, `/files/*path` and `/files/{path*}`. */
export function patternOf(path: string): PathPattern {
  // Express 5 writes an optional part as `{/:id}`.
  const plain = path.replaceAll('{/:', '/{:');
  return { segments: segmentsOf(plain).map(segmentOf), endsWithSlash: plain.length > 1 && plain.endsWith('/') };
}

function segmentOf(text: string): Segment {
  if (text.includes('*')) return { kind: 'rest', text, isOptional: true };
  if (text.startsWith('{') && text.endsWith('}')) return { kind: 'parameter', text, isOptional: text.startsWith('{:') || text.endsWith('?}') };
  // `:id(\\d+)` has a rule of its own, and `:from-:to` has two parameters: whether they match is not certain.
  if (/^:\w+\??$/.test(text)) return { kind: 'parameter', text, isOptional: text.endsWith('?') };
  return { kind: /[:{*(]/.test(text) ? 'mixed' : 'name', text, isOptional: false };
}

/** Does the path match the pattern, for certain? A parameter with a regular expression is not certain. */
export function matchesPath({ segments }: PathPattern, parts: readonly string[]): boolean {
  for (const [index, segment] of segments.entries()) {
    if (segment.kind === 'rest') return true;
    const part = parts[index];
    if (part === undefined) return segment.isOptional;
    if (segment.kind === 'mixed' || (segment.kind === 'name' && segment.text !== part)) return false;
  }
  return parts.length === segments.length;
}

/** How far the path is from the pattern: 0 for the same path, 1 for each segment that has nothing in common. */
export function distanceTo({ segments }: PathPattern, parts: readonly string[]): number {
  let above = [0];
  for (const segment of segments) above.push((above.at(-1) as number) + skipped(segment, above.length === 1));
  for (const [index, part] of parts.entries()) {
    const row = [(above[0] as number) + (index === 0 ? MISSING : 1)];
    for (const [at, segment] of segments.entries()) {
      const stays = segment.kind === 'rest' ? (above[at + 1] as number) + PARAMETER : Number.POSITIVE_INFINITY;
      row.push(
        Math.min((above[at] as number) + compared(segment, part), (above[at + 1] as number) + 1, (row[at] as number) + skipped(segment, at === 0), stays),
      );
    }
    above = row;
  }
  return above[segments.length] as number;
}

/** The first segment may be the prefix of a router, which is easily forgotten. */
function skipped(segment: Segment, isFirst: boolean): number {
  if (segment.kind === 'parameter' || segment.kind === 'rest') return segment.isOptional ? PARAMETER : MISSING;
  return isFirst ? MISSING : 1;
}

function compared(segment: Segment, part: string): number {
  if (segment.kind === 'parameter' || segment.kind === 'rest') return PARAMETER;
  if (segment.kind === 'mixed') return 2 * PARAMETER;
  const [a, b] = [segment.text.toLowerCase(), part.toLowerCase()];
  if (Math.abs(a.length - b.length) * 2 > Math.max(a.length, b.length)) return 1;
  const changes = editDistance(a, b);
  if (changes === 0) return segment.text === part ? 0 : 0.05;
  const ratio = changes / Math.max(a.length, b.length);
  // Two short names with one letter in common are different names.
  return ratio <= 0.5 && changes < Math.max(2, Math.min(a.length, b.length)) ? ratio : 1;
}
