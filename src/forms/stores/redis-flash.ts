import type { FlashStore } from '../../core/ports/flash-store.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { refuseUnknown } from '../../core/values/known-names.ts';
import { quote } from '../../core/values/quote.ts';

/** The part of a client of `redis` (node-redis), 4 to 6, that the store uses. */
export interface NodeRedisClient {
  /** If it is false, the client queues a command until the server is back, and the visitor waits. */
  readonly isReady?: boolean;
  set(key: string, value: string, options: { readonly EX: number }): PromiseLike<unknown>;
  getDel(key: string): PromiseLike<unknown>;
}

/** The part of a client of `ioredis` that the store uses. */
export interface IoRedisClient {
  readonly status?: string;
  set(key: string, value: string, unit: 'EX', seconds: number): PromiseLike<unknown>;
  getdel(key: string): PromiseLike<unknown>;
}

/** Options of `redisFlash`. */
export interface RedisFlashOptions {
  /** A prefix of the key, before the id. Default: `halyard:flash:`. */
  readonly prefix?: string;
}

const OPTIONS = Object.keys({ prefix: true } satisfies Record<keyof RedisFlashOptions, true>);

/** The two commands, in the form of each client. */
interface Commands {
  ready(): boolean;
  set(key: string, text: string, seconds: number): PromiseLike<unknown>;
  getDel(key: string): PromiseLike<unknown>;
}

/** Ids are sent back in the names of cookies, so anybody can write them. */
const ID = /^[\w-]{1,64}$/;

/** States of ioredis in which it only queues commands. `wait` is not in the set, because the client connects at its first command. */
const AWAY = new Set(['reconnecting', 'close', 'end', 'disconnecting']);

/**
 * Returns a flash store in Redis (6.2 or newer) or Valkey, which uses the app's own client of `redis` or `ioredis`. GETDEL takes a flash: if several
 * processes take it at the same time, exactly one gets it.
 *
 * @throws HalyardError E_FLASH_STORE for any other client, E_OPTION_UNKNOWN for an option that does not exist
 */
export function redisFlash(client: NodeRedisClient | IoRedisClient, options: RedisFlashOptions = {}): FlashStore {
  refuseUnknown(options, OPTIONS, (name) => `${quote(name)} for redisFlash()`);
  const { prefix = 'halyard:flash:' } = options;
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
