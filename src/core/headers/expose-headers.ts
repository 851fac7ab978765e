/** The value of `Access-Control-Expose-Headers`: the existing names and `names`. A script of another origin may read these header fields (Fetch §3.3.3). */
export function exposeHeaders(existing: string | undefined, names: readonly string[]): string {
  const present = (existing ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (present.includes('*')) return existing as string;
  const lower = new Set(present.map((name) => name.toLowerCase()));
  return [...present, ...names.filter((name) => !lower.has(name.toLowerCase()))].join(', ');
}
