/** `halyard/forms`: stores for the flash, and the helpers for views. Hosts use them without this import. */
export type { FlashAbout, FlashStore } from '../core/ports/flash-store.ts';
export type { OldInput } from './flash/flash-note.ts';
export { inertiaErrors } from './formats/inertia-format.ts';
export type { ConnectFlash } from './page/connect-flash.ts';
export type { Form } from './page/form.ts';
export type { FormErrors } from './page/form-errors.ts';
export type { FlashRead } from './page/form-source.ts';
export { memoryFlash } from './stores/memory-flash.ts';
export { redisFlash } from './stores/redis-flash.ts';
export { sessionFlash } from './stores/session-flash.ts';
