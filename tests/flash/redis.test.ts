import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { CLIENTS, type Connection } from './redis-clients.ts';
import { useRedis } from './redis-server.ts';

const redis = useRedis();
const about = { seconds: 180, native: undefined };

describe.each(CLIENTS)('redisFlash() on a client of `$name`', ({ connect }) => {
  const open: Connection[] = [];
  afterEach(() => {
    for (const connection of open.splice(0)) connection.close();
  });

  async function connection(options?: Parameters<typeof connect>[1]): Promise<Connection> {
    const made = await connect(redis().url, options);
    open.push(made);
    return made;
  }

  it('returns a text once, to any process', async () => {
    const [{ store: here }, { store: there }] = [await connection(), await connection()];
    const id = randomUUID();
    const text = '{"old":{"boat":"Möwe ⛵"}}';
    const value = await here.put(id, text, about);
    expect(await there.take(id, value, about)).toBe(text);
    expect(await here.take(id, value, about)).toBe(undefined);
  });

  it('replaces a text with the same id', async () => {
    const { store } = await connection();
    const id = randomUUID();
    await store.put(id, 'Petrel', about);
    await store.put(id, 'Curlew', about);
    expect(await store.take(id, '1', about)).toBe('Curlew');
  });

  it('keeps it under its prefix, and only for its time', async () => {
    const { store, get, ttl } = await connection();
    const id = randomUUID();
    await store.put(id, 'Petrel', about);
    expect(await get(`halyard:flash:${id}`)).toBe('Petrel');
    expect(await ttl(`halyard:flash:${id}`)).toBeGreaterThan(0);
    expect(await ttl(`halyard:flash:${id}`)).toBeLessThanOrEqual(180);
    // Redis counts whole seconds.
    await store.put(id, 'Petrel', { ...about, seconds: 0.5 });
    expect(await ttl(`halyard:flash:${id}`)).toBeLessThanOrEqual(1);
    while ((await get(`halyard:flash:${id}`)) !== null) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await store.take(id, '1', about)).toBe(undefined);
  });

  it('has a prefix of the app’s own', async () => {
    const { store, get } = await connection({ prefix: 'harbour:' });
    await store.put('a', 'Petrel', about);
    expect(await get('harbour:a')).toBe('Petrel');
  });

  it('keeps a text of the maximum length', async () => {
    const { store } = await connection();
    const text = '⛵'.repeat(store.limit / 2);
    await store.put('long', text, about);
    expect(await store.take('long', '1', about)).toBe(text);
  });

  it('returns it to exactly one of a thousand simultaneous takes', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, async () => (await connection()).store));
    for (let round = 1; round <= 5; round++) {
      const id = randomUUID();
      await stores[0]!.put(id, 'Petrel', about);
      const taken = await Promise.all(Array.from({ length: 1_000 }, (_, i) => stores[i % 4]!.take(id, '1', about)));
      expect(taken.filter((text) => text !== undefined)).toEqual(['Petrel']);
    }
  });

  it('rejects while the server is gone, and works when it is back', async () => {
    const { store } = await connection();
    await redis().kill();
    const refusal = await eventuallyRefused(() => store.put('a', 'Petrel', about));
    await redis().start();
    expect(refusal).toBeInstanceOf(Error);
    const value = await eventually(async () => store.put('a', 'Curlew', about));
    expect(await store.take('a', value, about)).toBe('Curlew');
  });
});

/** Waits for the first rejection: each client notices the end of a server after a different time. */
async function eventuallyRefused(act: () => unknown): Promise<unknown> {
  for (;;) {
    try {
      await act();
    } catch (error) {
      return error;
    }
  }
}

/** Waits for the first success: each client reconnects after a different time. */
async function eventually<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
