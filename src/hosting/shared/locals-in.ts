/** The value as the locals of a page, if it is an object. An app may set any value, and a plain reply of Node has none. */
export function localsIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
