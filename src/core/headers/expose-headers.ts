import { appendVary } from './vary.ts';

/** The value of `Access-Control-Expose-Headers`: the existing names and `names`. A script of another origin may read these header fields (Fetch §3.3.3). */
export function exposeHeaders(existing: string | undefined, names: readonly string[]): string {
  const present = existing?.split(',').map((name) => name.trim());
  // Both fields are lists of names, in which `*` stands for all names.
  return appendVary(present?.filter((name) => name !== '').join(', '), names.join(', '));
}
