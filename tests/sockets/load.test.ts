import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SailsClient } from './sails-client.ts';

const SOCKETS = 1_000;
const REQUESTS = 20;
const MEGABYTE = 1024 * 1024;

/** In each third: the path, the status, and what the body says of the request it answers. */
const THIRDS = [
  { path: '/berths', status: 200, says: (id: number) => ({ id, boat: `boat ${id}` }) },
  { path: '/taken', status: 409, says: (id: number) => ({ detail: `Berth ${id} is taken` }) },
  { path: '/broken', status: 500, says: () => ({ title: 'Internal Server Error' }) },
];

describe('a server asked over sockets', () => {
  let server: ChildProcess;
  let url: string;
  beforeAll(async () => {
    server = fork(fileURLToPath(new URL('./load-server.mjs', import.meta.url)), { execArgv: ['--expose-gc'] });
    const [started] = (await once(server, 'message')) as [{ url: string }];
    url = started.url;
  });
  afterAll(async () => {
    if (server.exitCode !== null) return;
    const ended = once(server, 'exit');
    server.disconnect();
    await ended;
  });

  async function memory(): Promise<{ heap: number; sockets: number }> {
    server.send('memory');
    const [told] = (await once(server, 'message')) as [{ heap: number; sockets: number }];
    return told;
  }

  /** Once the sockets that have gone are gone for the server, too. */
  async function atRest(): Promise<number> {
    for (let i = 0; i < 100; i++) {
      if ((await memory()).sockets === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    return (await memory()).heap;
  }

  /** They come in groups, as fast as they are let in: a client of Sails does not try a second time. Then all of them ask at once. */
  async function crowd(sockets: number): Promise<number> {
    const clients: SailsClient[] = [];
    let answers = 0;
    const ask = async (client: SailsClient, id: number): Promise<void> => {
      const { path, status, says } = THIRDS[id % 3]!;
      const seen = await client.ask(`POST ${path}/${id}`, { boat: `boat ${id}` });
      answers += 1;
      if (seen.status !== status) expect(seen).toMatchObject({ status });
      expect(seen.body).toMatchObject(says(id));
    };
    while (clients.length < sockets) {
      const group = Array.from({ length: Math.min(50, sockets - clients.length) }, () => new SailsClient(url));
      await Promise.all(group.map((client, i) => ask(client, (clients.length + i) * REQUESTS)));
      clients.push(...group);
    }
    await Promise.all(clients.flatMap((client, i) => Array.from({ length: REQUESTS - 1 }, (_, j) => ask(client, i * REQUESTS + j + 1))));
    expect(clients.map(({ calls }) => calls)).toEqual(clients.map(() => REQUESTS));
    for (const client of clients) client.close();
    return answers;
  }

  it('answers 1,000 sockets with 20 requests each, two thirds of them failing: each once, each with its own, and the memory comes back', async () => {
    // What is loaded at the first request stays.
    await crowd(50);
    const before = await atRest();
    expect(await crowd(SOCKETS)).toBe(SOCKETS * REQUESTS);
    const after = await atRest();
    expect((after - before) / MEGABYTE).toBeLessThan(12);
    expect(server.exitCode).toBe(null);
  }, 240_000);

  it('goes on when sockets go while their requests are under way', async () => {
    const before = await atRest();
    for (let i = 0; i < 5; i++) {
      const clients = Array.from({ length: 40 }, () => new SailsClient(url));
      await Promise.all(clients.map((client) => client.ask('POST /berths/1')));
      for (const client of clients) for (let j = 0; j < 20; j++) void client.ask('GET /slow');
      await new Promise((resolve) => setTimeout(resolve, 20 * i));
      for (const client of clients) client.close();
    }
    expect((await atRest()) - before).toBeLessThan(12 * MEGABYTE);
    const client = new SailsClient(url);
    expect((await client.ask('POST /berths/2', { boat: 'Tern' })).status).toBe(200);
    client.close();
    expect(server.exitCode).toBe(null);
  }, 60_000);

  it('goes on after a flood of garbage: bad envelopes, 10 MB payloads, circular answers', async () => {
    const good = new SailsClient(url);
    await good.ask('POST /berths/1');
    const garbage: readonly unknown[] = [
      null,
      [],
      'x',
      1,
      { url: 1 },
      { url: 'x' },
      { url: '/', headers: [] },
      { url: '/\u0000' },
      { url: '/', data: [[[[]]]] },
    ];
    const flooding = Array.from({ length: 50 }, async (_, i) => {
      const client = new SailsClient(url);
      await client.ask('POST /berths/1');
      for (let j = 0; j < 40; j++) {
        const ack = await client.emit(['get', 'post', 'head', '__proto__', 'nobody'][j % 5]!, garbage[j % garbage.length], 'not an ack');
        expect(JSON.stringify(ack)).toMatch(/"status(?:Code)?":(?:200|4\d\d)/);
      }
      expect(await client.emit('circular')).toMatchObject({ status: 200, body: { self: '[circular]' } });
      expect((await client.ask('GET /circular')).body).toEqual({ self: '[circular]' });
      if (i % 5 !== 0) return client.close();
      // More than Socket.IO takes: it ends the socket.
      const ended = new Promise<void>((resolve) => client.socket.on('disconnect', () => resolve()));
      client.socket._raw.emit('post', { url: '/berths/1', data: { text: 'x'.repeat(10 * MEGABYTE) } });
      await ended;
    });
    await Promise.all(flooding);
    expect((await good.ask('POST /berths/2', { boat: 'Tern' })).body).toEqual({ id: 2, boat: 'Tern' });
    good.close();
    expect(server.exitCode).toBe(null);
  }, 120_000);
});
