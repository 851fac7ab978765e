const owners = new WeakMap<object, object>();

/** Whoever is behind the requests of a connection that is in memory: a socket of Socket.IO's. */
export function setOwner(connection: object, owner: object): void {
  owners.set(connection, owner);
}

/** Who is behind a request that came over no network; `undefined` for all the others. */
export function ownerOf(request: { readonly socket?: object | null | undefined }): object | undefined {
  return request.socket ? owners.get(request.socket) : undefined;
}
