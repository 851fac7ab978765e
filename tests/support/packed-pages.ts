import { readFileSync } from 'node:fs';

/**
 * Returns whether a page of docs/ is in the package. package.json excludes those that are only about this repository: they list its tests, and would
 * make every installation larger.
 */
export function isPackedPage(path: string): boolean {
  const { files } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { files: readonly string[] };
  return !files.includes(`!${path}`);
}
