/** Replaces Halyard's `reply.forbidden()`: every refusal also names a contact. */
export default function forbidden(message = 'This is for the harbour office only.', options) {
  // The text of an Error is for the log, and not for the visitor.
  if (typeof message !== 'string') return this.default(message, options);
  return this.default(`${message} If you think that is wrong, call the harbour office on VHF channel 12.`, options);
}
