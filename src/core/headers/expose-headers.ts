/** What a script of another origin may read of an error, when CORS lets it read at all (Fetch §3.3.3). */
export function exposeHeaders(existing: string | undefined, names: readonly string[]): string {
  const present = (existing ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (present.includes('*')) return existing as string;
  const lower = new Set(present.map((name) => name.toLowerCase()));
  return [...present, ...names.filter((name) => !lower.has(name.toLowerCase()))].join(', ');
}
