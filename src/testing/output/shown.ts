const LONGEST = 300;

/** A value as one line of a message: JSON, or a name for values that JSON has no text for. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value instanceof RegExp) return String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (typeof value === 'function') return value.name === '' ? 'a function' : `the function ${value.name}`;
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  const matcher = asymmetricMatcher(value);
  if (matcher !== undefined) return String(matcher.toAsymmetricMatcher?.() ?? matcher);
  try {
    return cut(JSON.stringify(value) ?? 'a value');
  } catch {
    return `a value of type ${typeof value}`;
  }
}

/** `expect.any(String)` and its like, of Vitest, Jest and Jasmine. */
export function asymmetricMatcher(value: unknown): { asymmetricMatch(other: unknown): boolean; toAsymmetricMatcher?(): string } | undefined {
  const has = typeof value === 'object' && value !== null && typeof (value as { asymmetricMatch?: unknown }).asymmetricMatch === 'function';
  return has ? (value as { asymmetricMatch(other: unknown): boolean }) : undefined;
}

/** The text on one line, cut to a length that fits into a message. */
export function cut(text: string, longest = LONGEST): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest).toWellFormed()} …`;
}
