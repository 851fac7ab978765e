import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';

/** The first bytes of a client that requests TLS (PostgreSQL, §55.7). */
const SSL_REQUEST = 80_877_103;

/**
 * PGlite's PostgreSQL behind a port of this machine, for clients that need a port. PGlite is one session of the server, so clients connect one
 * after another. Both sides speak the server's own protocol: this code only finds the end of each message.
 */
export async function postgresqlOn(db: PGlite): Promise<{ readonly port: number; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
    let waiting = Buffer.alloc(0);
    let started = false;
    let turn = Promise.resolve();
    socket.on('data', (chunk) => {
      waiting = Buffer.concat([waiting, chunk]);
      for (;;) {
        const head = started ? 1 : 0;
        const length = waiting.length < head + 4 ? Number.POSITIVE_INFINITY : head + waiting.readInt32BE(head);
        if (waiting.length < length) return;
        const message = waiting.subarray(0, length);
        waiting = waiting.subarray(length);
        if (!started && length === 8 && message.readInt32BE(4) === SSL_REQUEST) {
          socket.write('N');
          continue;
        }
        started = true;
        // X: the client has disconnected. The session stays for the next client.
        if (message[0] === 0x58) return void socket.end();
        turn = turn.then(async () => void socket.write(await db.execProtocolRaw(message)));
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
