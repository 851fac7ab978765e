import type { Client } from '../../core/ports/request.ts';
import { sharedMap } from './shared-map.ts';

/** The sender of the requests on a connection in memory. */
interface Behind {
  readonly owner: object;
  readonly handshake: Client | undefined;
}

type Connected = { readonly socket?: object | null | undefined };

const owners = sharedMap<Behind>('owners');

/** Sets the sender of the requests on a connection in memory, such as a socket of Socket.IO. Its handshake identifies the client. */
export function setOwner(connection: object, owner: object, handshake?: Client): void {
  owners.set(connection, { owner, handshake });
}

/** The sender of a request that came over a connection in memory. `undefined` for all other requests. */
export function ownerOf({ socket }: Connected): object | undefined {
  return socket ? owners.get(socket)?.owner : undefined;
}

/** The handshake of the socket that sent a request. `undefined` for a request over HTTP. */
export function handshakeOf({ socket }: Connected): Client | undefined {
  return socket ? owners.get(socket)?.handshake : undefined;
}
