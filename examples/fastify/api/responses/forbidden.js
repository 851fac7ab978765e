/** Takes the place of Halyard's `reply.forbidden()`: every refusal also says whom to ask. */
export default function forbidden(message = 'This is for the harbour office only.', options) {
  return this.default(`${message} If you think that is wrong, call the harbour office on VHF channel 12.`, options);
}
