import { firstOf } from '../../core/values/first-of.ts';

/** A field of the reply as text. Middleware may have laid its own `getHeader` over the reply: when it throws, the field is not known. */
export function fieldText(read: () => unknown): string | undefined {
  try {
    const value = read();
    if (value === undefined || typeof value === 'string') return value;
    return Array.isArray(value) ? firstOf(value).join(', ') : String(value);
  } catch {
    return undefined;
  }
}
