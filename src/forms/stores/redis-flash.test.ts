import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { describe, expect, it } from 'vitest';
import { redisFlash } from './redis-flash.ts';

const about = { seconds: 180, native: undefined };

// The tests with a real server are in tests/flash/.
describe('redisFlash()', () => {
  it.each([
    { what: 'nothing', client: undefined, found: 'undefined' },
    { what: 'null', client: null, found: 'null' },
    { what: 'an address', client: 'redis://localhost', found: 'a value of type string' },
    { what: 'a client without GETDEL', client: { get() {}, set() {} }, found: 'a value of type object without the command GETDEL' },
  ])('refuses $what at start', ({ client, found }) => {
    expect(() => redisFlash(client as never)).toThrow(/^E_FLASH_STORE: /);
    expect(() => redisFlash(client as never)).toThrow(found);
  });

  it('refuses an option that does not exist, with the name that was meant', () => {
    expect(() => redisFlash(createClient(), { prefx: 'app:' } as never)).toThrow(/^E_OPTION_UNKNOWN: .*"prefx" for redisFlash\(\).*Did you mean "prefix"\?/s);
  });

  it('takes the clients of `redis` and `ioredis`', () => {
    const ioredis = new Redis({ lazyConnect: true });
    expect(redisFlash(createClient()).name).toBe('redis');
    expect(redisFlash(ioredis).name).toBe('redis');
    ioredis.disconnect();
  });

  it.each(['', 'a b', 'a\r\nDEL x', '../x', 'ä', 'x'.repeat(65)])('refuses to keep a text under the id %j, and takes nothing under it', async (id) => {
    const store = redisFlash(createClient());
    await expect(store.put(id, 'Petrel', about)).rejects.toThrow(/^E_FLASH_STORE: .*the id/);
    await expect(store.take(id, '1', about)).resolves.toBe(undefined);
  });

  it('reports at once that the client of `redis` has no connection', async () => {
    const store = redisFlash(createClient());
    await expect(store.put('a', 'Petrel', about)).rejects.toThrow(/^E_FLASH_STORE: .*without a connection/);
    await expect(store.take('a', '1', about)).rejects.toThrow(/^E_FLASH_STORE: .*without a connection/);
  });

  it('reports at once that the client of `ioredis` has no connection', async () => {
    const client = new Redis({ lazyConnect: true });
    client.disconnect();
    const store = redisFlash(client);
    await expect(store.put('a', 'Petrel', about)).rejects.toThrow(/^E_FLASH_STORE: .*without a connection/);
    await expect(store.take('a', '1', about)).rejects.toThrow(/^E_FLASH_STORE: .*without a connection/);
  });
});
