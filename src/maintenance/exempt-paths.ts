import { HalyardError } from '../core/values/errors.ts';

/** The usual addresses of health checks. A container whose check gets a 503 is ended and started again. */
export const HEALTH_PATHS: readonly string[] = ['/health', '/healthz', '/livez', '/ready', '/readyz'];

/** A part of a path that every router, proxy and file server reads in the same way: no escape, dot segment, backslash or second slash. */
const PLAIN_REST = /^(?!\.{1,2}(?:\/|$))[\w.~!$&'()*+,:@-]+(?:\/(?!\.{1,2}(?:\/|$))[\w.~!$&'()*+,:@-]+)*\/?$/;

/**
 * Returns whether the path of a request stays open during an outage. A path is compared as it was received, and nothing is decoded: an address that a
 * router may read in another way is never exempt.
 *
 * @param patterns `/health` is this path, and `/health/*` each path below it
 * @throws HalyardError `E_OPTION` if a pattern is no path
 */
export function exemptPaths(patterns: unknown): (url: string) => boolean {
  if (!Array.isArray(patterns)) throw wrong(patterns);
  for (const pattern of patterns) if (typeof pattern !== 'string' || !isPattern(pattern)) throw wrong(pattern);
  const list = patterns as readonly string[];
  const exact = new Set(list.filter((pattern) => !pattern.endsWith('/*')));
  const folders = list.filter((pattern) => pattern.endsWith('/*')).map((pattern) => pattern.slice(0, -1));
  return (url) => {
    const path = url.split('?', 1)[0] as string;
    return exact.has(path) || folders.some((folder) => path.startsWith(folder) && PLAIN_REST.test(path.slice(folder.length)));
  };
}

function isPattern(pattern: string): boolean {
  const path = pattern.endsWith('/*') ? pattern.slice(0, -2) : pattern;
  return path.startsWith('/') && !path.startsWith('//') && !/[?#*\\\s]|\/\.{1,2}(?:\/|$)/.test(path);
}

function wrong(found: unknown): HalyardError {
  return new HalyardError('E_OPTION', {
    found: `${JSON.stringify(found) ?? String(found)} in \`exempt\` of maintenance()`,
    expected: 'a list of paths that stay open, such as ["/health", "/status/*"]',
  });
}
