/** `halyard/forms`: stores for the flash, and what views are made with. What a host does with them needs no import. */
export type { FlashAbout, FlashStore } from '../core/flash-store.ts';
export type { ConnectFlash } from './connect-flash.ts';
export type { OldInput } from './flash-note.ts';
export type { FlashRead, Form } from './form.ts';
export type { FormErrors } from './form-errors.ts';
export { inertiaErrors } from './inertia-format.ts';
export { memoryFlash } from './memory-flash.ts';
export { redisFlash } from './redis-flash.ts';
export { sessionFlash } from './session-flash.ts';
