import { sharedMap } from './shared-map.ts';

/**
 * The thrown values by the Error that carries them through a host. It is a map and no check with `instanceof`, because a Proxy may throw at
 * `instanceof`.
 */
const carried = sharedMap<{ readonly value: unknown }>('carried');

/** Wraps a thrown value in an Error, for a host that handles only errors or that would change the value. */
export function wrapThrown(value: unknown, message = 'a value that is no Error was thrown'): Error {
  const carrier = new Error(message, { cause: value });
  carried.set(carrier, { value });
  return carrier;
}

/** The value that was really thrown. */
export function thrownValue(error: unknown): unknown {
  const carrier = typeof error === 'object' && error !== null ? carried.get(error) : undefined;
  return carrier === undefined ? error : carrier.value;
}
