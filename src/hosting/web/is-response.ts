/** Whether a value is a Response, of this realm or another. @hono/node-server has its own class. */
export function isResponse(value: unknown): value is Response {
  try {
    return (value as { readonly [Symbol.toStringTag]?: unknown } | null | undefined)?.[Symbol.toStringTag] === 'Response';
  } catch {
    return false;
  }
}
