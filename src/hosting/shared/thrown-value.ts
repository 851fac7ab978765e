/**
 * Values that were thrown and that a host would take for something else, by the Error that carries them past it. A map of our own and not
 * `instanceof`: a Proxy may throw at that.
 */
const carried = new WeakMap<object, { readonly value: unknown }>();

/** An Error for a host that handles nothing else: it carries a value that is none, or an Error that the host must not touch. */
export function carry(value: unknown, message = 'a value that is no Error was thrown'): Error {
  const carrier = new Error(message, { cause: value });
  carried.set(carrier, { value });
  return carrier;
}

/** What was really thrown. */
export function thrownValue(error: unknown): unknown {
  const carrier = typeof error === 'object' && error !== null ? carried.get(error) : undefined;
  return carrier === undefined ? error : carrier.value;
}
