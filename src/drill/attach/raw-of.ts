import type { ServerResponse } from 'node:http';

type Raw = Pick<ServerResponse, 'writeHead' | 'write'>;

/** The member by which each host reaches Node's response from the object that has the response methods. */
type Native = Partial<Raw> & { readonly raw?: Raw; readonly context?: { readonly res?: Raw } };

/** Node's response behind a reply. `undefined`: the host has none, and sends the head of a response with its body. */
export function rawOf(native: Native): Raw | undefined {
  const found = [native, native.raw, native.context?.res].find((one) => typeof one?.writeHead === 'function');
  return found as Raw | undefined;
}
