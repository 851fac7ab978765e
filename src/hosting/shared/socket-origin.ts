/** The members of a Node socket that are used. */
interface Socket {
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
}

/** The origin that a connection was made to: `http://127.0.0.1:1337`. `undefined` for a connection in memory or on a Unix socket. */
export function socketOrigin(socket: Socket | null | undefined, encrypted: boolean): string | undefined {
  const { localAddress, localPort } = socket ?? {};
  if (localAddress === undefined || localPort === undefined) return undefined;
  // An IPv4 address on a dual-stack socket, and the zone of a link-local IPv6 address.
  const address = localAddress.replace(/^::ffff:(?=\d+\.)/, '');
  const host = address.includes(':') ? `[${address.split('%', 1)[0]}]` : address;
  return new URL(`${encrypted ? 'https' : 'http'}://${host}:${localPort}`).origin;
}
