/**
 * Whether a path pattern of a host matches a path. It knows what hosts write: `:id`, `:id?`, `:id(\\d+)`, `{id}`, `{id?}`, `{rest*}`, `*`, `*rest`,
 * `/*` and Express 4's optional slash. A pattern that it cannot read matches what begins with its fixed part, so that no route is called by mistake.
 */
export function matchesRoute(pattern: string, path: string): boolean {
  const parts = segmentsOf(pattern);
  const found = segmentsOf(path.split(/[?#]/, 1)[0] as string);
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as string;
    if (isRest(part)) return true;
    if (found[i] === undefined) return parts.slice(i).every(isOptional);
    if (!matchesSegment(part, found[i] as string)) return false;
  }
  return found.length <= parts.length;
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/', 200).filter((segment) => segment !== '');
}

/** The part matches everything that follows: `*`, `*splat`, `{rest*}`, `:rest*`, `:rest+`, or a regular expression. */
function isRest(part: string): boolean {
  return (
    part.startsWith('*') ||
    /^\{\*|^\{[^}]*\*\d*\}$|^:\w+[*+]$|^:\w+\{.*\}[*+]?$/.test(part) ||
    /[\\^$|]/.test(part.replace(/^:\w+\(.*\)$/, '')) ||
    part.includes('(.*)')
  );
}

function isOptional(part: string): boolean {
  return isRest(part) || /^:\w+(?:\(.*\))?\?$|^\{[^}]*\?\}$/.test(part);
}

function matchesSegment(part: string, segment: string): boolean {
  if (/[:{*(]/.test(part)) {
    const fixed = /^[^:{*(]*/.exec(part)?.[0] ?? '';
    return segment.toLowerCase().startsWith(fixed.toLowerCase());
  }
  return decoded(part).toLowerCase() === decoded(segment).toLowerCase();
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
