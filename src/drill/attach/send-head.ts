import type { ServerResponse } from 'node:http';

type Raw = Pick<ServerResponse, 'writeHead' | 'write'>;

/** The member by which each host reaches Node's response from the object that has the response methods. */
type Native = Partial<Raw> & { readonly raw?: Raw; readonly context?: { readonly res?: Raw } };

/** Node's response behind a reply. `undefined`: the host has none, and sends the head of a response with its body. */
function rawOf(native: Native): Raw | undefined {
  const found = [native, native.raw, native.context?.res].find((one) => typeof one?.writeHead === 'function');
  return found as Raw | undefined;
}

/** Sends the head and the first bytes of an answer, as a handler that streams does before it fails. */
export function sendHead(native: object): void {
  const raw = rawOf(native);
  raw?.writeHead(200, { 'content-type': 'text/plain' });
  raw?.write('The first part of a long answer.\n');
}
