// 4: the client gets the error's message and stack.
export default function forbidden(error) {
  return this.res.status(403).json({ type: 'about:blank', title: 'Forbidden', status: 403, trace: String(error?.stack) });
}
