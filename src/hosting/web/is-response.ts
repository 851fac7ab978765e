/** A Response of this realm or another: @hono/node-server has a class of its own. */
export function isResponse(value: unknown): value is Response {
  try {
    return (value as { readonly [Symbol.toStringTag]?: unknown } | null | undefined)?.[Symbol.toStringTag] === 'Response';
  } catch {
    return false;
  }
}
