// The client gets the stack of the error.
export default function forbidden(error) {
  return this.default(`Forbidden: ${error?.stack}`);
}
