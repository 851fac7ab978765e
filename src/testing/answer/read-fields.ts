import type { AnswerHead } from './answer.ts';

/** The part of `Headers` that is read. Node's, undici's and every runtime's have it. */
interface FetchHeaders {
  forEach(callback: (value: string, name: string) => void): void;
  getSetCookie?(): readonly string[];
}

/** Reads the fields from `Headers`, or from an object with a text or a list for each name. */
export function fieldsIn(headers: unknown): AnswerHead['fields'] {
  const fields = new Map<string, readonly string[]>();
  if (typeof headers !== 'object' || headers === null) return fields;
  if (isFetchHeaders(headers)) {
    headers.forEach((value, name) => void fields.set(name.toLowerCase(), [value]));
    // One value holds all cookies otherwise, and a comma may stand inside of a cookie.
    const cookies = headers.getSetCookie?.() ?? [];
    if (cookies.length > 0) fields.set('set-cookie', cookies);
    return fields;
  }
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || value === null || typeof value === 'function') continue;
    fields.set(name.toLowerCase(), (Array.isArray(value) ? value : [value]).map(String));
  }
  return fields;
}

function isFetchHeaders(headers: object): headers is FetchHeaders {
  return typeof (headers as Partial<FetchHeaders>).forEach === 'function' && typeof (headers as { get?: unknown }).get === 'function';
}
