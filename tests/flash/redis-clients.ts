import { redisFlash } from 'halyard/forms';
import { Redis } from 'ioredis';
import { createClient } from 'redis';

/** A connection of the client that an app uses, and the commands with which a test checks the server. */
export interface Connection {
  readonly store: ReturnType<typeof redisFlash>;
  get(key: string): Promise<string | null>;
  ttl(key: string): Promise<number>;
  close(): void;
}

type Options = Parameters<typeof redisFlash>[1];

/** The clients that apps use, each connected as its users connect it. */
export const CLIENTS: readonly { readonly name: string; connect(url: string, options?: Options): Promise<Connection> }[] = [
  {
    name: 'redis',
    async connect(url, options) {
      const client = createClient({ url, socket: { reconnectStrategy: 20 } });
      client.on('error', () => {});
      await client.connect();
      return { store: redisFlash(client, options), get: (key) => client.get(key), ttl: (key) => client.ttl(key), close: () => client.destroy() };
    },
  },
  {
    name: 'ioredis',
    async connect(url, options) {
      const client = new Redis(url, { retryStrategy: () => 20 });
      client.on('error', () => {});
      await client.ping();
      return { store: redisFlash(client, options), get: (key) => client.get(key), ttl: (key) => client.ttl(key), close: () => client.disconnect() };
    },
  },
];
