import { firstOf } from '../../core/values/first-of.ts';

/** A header field of the reply as text. `undefined` if `read` throws, which middleware's own `getHeader` may do. */
export function fieldText(read: () => unknown): string | undefined {
  try {
    const value = read();
    if (value === undefined || typeof value === 'string') return value;
    return Array.isArray(value) ? firstOf(value).join(', ') : String(value);
  } catch {
    return undefined;
  }
}
