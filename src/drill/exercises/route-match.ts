import { canMatch } from './expression-match.ts';

/** The characters at which the fixed text of a segment ends: parameters, groups, wildcards, and regular expressions. */
const SPECIAL = /[:{*(?+[\\|^$]/;
const MOST_ALTERNATIVES = 64;

/**
 * Whether a route can match a path. It reads the notations of all hosts: `/:id`, `/:id?`, `/:id(\\d+)`, `/{id}`, `/{any*}`, `/{*any}`, `/a{/:b}`, `/*`,
 * `*`, and regular expressions as text. If it cannot be sure, it says yes: a drill must call no route by mistake.
 *
 * @param pattern - The path of the route, in the notation of its host.
 * @param path - The path of a request. The query does not matter.
 * @example
 * matchesRoute('/orders/:id', '/orders/7') // true
 */
export function matchesRoute(pattern: string, path: string, isExpression = /[\\^$]|\(\?/.test(pattern)): boolean {
  const asked = path.split(/[?#]/, 1)[0] ?? '';
  if (isExpression) return matchesExpression(pattern, asked);
  const found = asked.split('/').filter((segment) => segment !== '');
  return alternativesOf(pattern).some((one) => matchesSegments(one, found));
}

/** An expression that has no prefix is read. Behind the prefix of a router, the prefix alone decides. */
function matchesExpression(pattern: string, path: string): boolean {
  const [, source, flags = ''] = /^\/(.+)\/([a-z]*)$/.exec(pattern) ?? [];
  // In the text of an expression a slash is escaped, or in a class. Another slash ends the prefix of a router.
  if (source !== undefined && /^[dgimsuy]{0,8}$/.test(flags) && !hasPrefix(source)) return canMatch(source, path);
  const fixed = pattern.slice(0, Math.max(0, pattern.search(SPECIAL)));
  return path.toLowerCase().startsWith(fixed.slice(0, fixed.lastIndexOf('/')).toLowerCase());
}

function hasPrefix(source: string): boolean {
  let isInClass = false;
  for (let i = 0; i < source.length; i++) {
    const sign = source[i];
    if (sign === '\\') i++;
    else if (sign === '[') isInClass = true;
    else if (sign === ']') isInClass = false;
    else if (sign === '/' && !isInClass) return true;
  }
  return false;
}

/** The pattern with and without each optional group that has a slash: `/a{/:b}` is `/a` and `/a/:b`. */
function alternativesOf(pattern: string): readonly string[] {
  let all = [pattern];
  for (let i = 0; i < 6; i++) {
    const next = all.flatMap((one) => {
      const group = /\{(\/[^{}]*)\}\??/.exec(one);
      if (group === null) return [one];
      const [before, after] = [one.slice(0, group.index), one.slice(group.index + group[0].length)];
      return [`${before}${after}`, `${before}${group[1]}${after}`];
    });
    if (next.length === all.length || next.length > MOST_ALTERNATIVES) break;
    all = next;
  }
  return all;
}

function matchesSegments(pattern: string, found: readonly string[]): boolean {
  const parts = segmentsOf(pattern);
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as string;
    const segment = found[i];
    if (segment === undefined) return parts.slice(i).every(isOptional);
    if (!hasFixedPart(part, segment)) return false;
    if (isRest(part)) return true;
  }
  return found.length <= parts.length;
}

/** The segments between slashes. A slash in brackets belongs to an expression. */
function segmentsOf(pattern: string): readonly string[] {
  const segments = [''];
  let depth = 0;
  for (const sign of pattern) {
    if ('({['.includes(sign)) depth++;
    if (')}]'.includes(sign)) depth--;
    if (sign === '/' && depth <= 0) segments.push('');
    else segments[segments.length - 1] += sign;
  }
  return segments.filter((segment) => segment !== '' && segment !== '?');
}

/** The segment matches whatever follows it, slashes too: `*`, `*any`, `{any*}`, `:any+`, `(.*)`, or a part with an expression that is not a parameter's. */
function isRest(part: string): boolean {
  const plain = part.replace(/^:\w+\([^()]*\)\??$/, '').replace(/^:\w+\{[^{}]*\}\??$/, '');
  return part.includes('(.*)') || part.includes('{.*}') || part.includes('{.+}') || /[*+(|[]/.test(plain);
}

function isOptional(part: string): boolean {
  return isRest(part) || part.endsWith('?') || part.endsWith('?}');
}

function hasFixedPart(part: string, segment: string): boolean {
  const at = part.search(SPECIAL);
  const asked = decoded(segment).toLowerCase();
  if (at === -1) return decoded(part).toLowerCase() === asked;
  // `ab?` of Express 4 also matches `a`.
  const fixed = part.slice(0, part[at] === '?' || part[at] === '*' ? Math.max(0, at - 1) : at);
  return asked.startsWith(decoded(fixed).toLowerCase());
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
