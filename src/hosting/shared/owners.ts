import type { Client } from '../../core/ports/request.ts';

interface Behind {
  readonly owner: object;
  readonly handshake: Client | undefined;
}

type Connected = { readonly socket?: object | null | undefined };

const owners = new WeakMap<object, Behind>();

/** Whoever is behind the requests of a connection that is in memory: a socket of Socket.IO's. Its handshake shows who the client is. */
export function setOwner(connection: object, owner: object, handshake?: Client): void {
  owners.set(connection, { owner, handshake });
}

/** Who is behind a request that came over no network; `undefined` for all the others. */
export function ownerOf({ socket }: Connected): object | undefined {
  return socket ? owners.get(socket)?.owner : undefined;
}

/** The request that opened the socket which a request came over; `undefined` for one that came over HTTP. */
export function handshakeOf({ socket }: Connected): Client | undefined {
  return socket ? owners.get(socket)?.handshake : undefined;
}
