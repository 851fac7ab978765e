import type { FormSettings } from '../request/form-settings.ts';

/** Returns an id for one form on one page, which nobody else has: 128 random bits. */
export function onceValue({ random }: FormSettings): string {
  return [...random(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
