import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type SocketOptions as HalyardOptions, halyard, type SocketResponses } from 'halyard/socket-io';
import { Server } from 'socket.io';
import { connect, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { afterEach } from 'vitest';
import type { Release } from './releases.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

type ClientOptions = Partial<ManagerOptions & SocketOptions>;

/** Sockets without an app behind them. They are closed after each test. `before` runs before Halyard is mounted. */
export async function harbour(
  prepare: (io: Server, responses: SocketResponses) => void,
  options: HalyardOptions = { environment: 'production', logger: false },
  { before, release = { Server, connect } }: { readonly before?: (io: Server) => void; readonly release?: Pick<Release, 'Server' | 'connect'> } = {},
): Promise<(namespace?: string, options?: ClientOptions) => Socket> {
  const server = createServer();
  const io = new release.Server(server);
  before?.(io);
  prepare(io, halyard(io, options));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => io.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return (namespace = '/', more = {}) => {
    const socket = release.connect(`${url}${namespace}`, { forceNew: true, transports: ['websocket'], reconnection: false, ...more });
    ends.push(() => socket.disconnect());
    return socket;
  };
}
