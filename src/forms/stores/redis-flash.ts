import type { FlashStore } from '../../core/ports/flash-store.ts';
import { HalyardError } from '../../core/values/errors.ts';

/** What we use of a client of `redis` (node-redis), 4 to 6. */
export interface NodeRedisClient {
  /** Not ready: it would keep a command until the server is back, and the visitor waits. */
  readonly isReady?: boolean;
  set(key: string, value: string, options: { readonly EX: number }): PromiseLike<unknown>;
  getDel(key: string): PromiseLike<unknown>;
}

/** What we use of a client of `ioredis`. */
export interface IoRedisClient {
  readonly status?: string;
  set(key: string, value: string, unit: 'EX', seconds: number): PromiseLike<unknown>;
  getdel(key: string): PromiseLike<unknown>;
}

export interface RedisFlashOptions {
  /** Before the id, in the key. Default: `halyard:flash:`. */
  readonly prefix?: string;
}

/** The two commands, as each client calls them. */
interface Commands {
  ready(): boolean;
  set(key: string, text: string, seconds: number): PromiseLike<unknown>;
  getDel(key: string): PromiseLike<unknown>;
}

/** Ids come back to us in the names of cookies, and so from anyone. */
const ID = /^[\w-]{1,64}$/;

/** States of ioredis in which it only queues. `wait` is not among them: it connects when first asked. */
const AWAY = new Set(['reconnecting', 'close', 'end', 'disconnecting']);

/**
 * A flash store in Redis (6.2 or newer) or Valkey, through the app's own client of `redis` or `ioredis`. Taken with GETDEL: of any number
 * of takes at the same time, in any number of processes, one gets it.
 *
 * @throws HalyardError E_FLASH_STORE for a client that is neither.
 */
export function redisFlash(client: NodeRedisClient | IoRedisClient, { prefix = 'halyard:flash:' }: RedisFlashOptions = {}): FlashStore {
  const commands = commandsOf(client);

  function refuseWhenAway(): void {
    if (!commands.ready()) throw new HalyardError('E_FLASH_STORE', { found: 'a client without a connection to its server' });
  }

  return {
    name: 'redis',
    limit: 65_536,
    async put(id, text, { seconds }) {
      if (!ID.test(id))
        throw new HalyardError('E_FLASH_STORE', { found: `the id ${JSON.stringify(id.slice(0, 80))}`, expected: 'up to 64 of A-Z a-z 0-9 _ -' });
      refuseWhenAway();
      const reply = await commands.set(prefix + id, text, Math.max(1, Math.ceil(seconds)));
      if (String(reply) !== 'OK') throw new HalyardError('E_FLASH_STORE', { found: `the reply ${String(reply)} to SET`, expected: 'OK' });
      return '1';
    },
    async take(id) {
      if (!ID.test(id)) return undefined;
      refuseWhenAway();
      const text = await commands.getDel(prefix + id);
      return typeof text === 'string' ? text : undefined;
    },
  };
}

function commandsOf(client: unknown): Commands {
  if (isNodeRedis(client))
    return {
      ready: () => client.isReady !== false,
      set: (key, text, seconds) => client.set(key, text, { EX: seconds }),
      getDel: (key) => client.getDel(key),
    };
  if (isIoRedis(client))
    return {
      ready: () => !AWAY.has(client.status ?? ''),
      set: (key, text, seconds) => client.set(key, text, 'EX', seconds),
      getDel: (key) => client.getdel(key),
    };
  throw new HalyardError('E_FLASH_STORE', {
    found: client === undefined || client === null ? String(client) : `a value of type ${typeof client} without the command GETDEL`,
    expected: 'a client of the package `redis` (4 or newer) or `ioredis` (5 or newer)',
    todo: 'Give the client itself: redisFlash(await createClient({ url }).connect()), or redisFlash(new Redis(url)).',
  });
}

function isNodeRedis(client: unknown): client is NodeRedisClient {
  const { set, getDel } = (client ?? {}) as Partial<NodeRedisClient>;
  return typeof set === 'function' && typeof getDel === 'function';
}

function isIoRedis(client: unknown): client is IoRedisClient {
  const { set, getdel } = (client ?? {}) as Partial<IoRedisClient>;
  return typeof set === 'function' && typeof getdel === 'function';
}
