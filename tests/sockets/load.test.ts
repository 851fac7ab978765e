import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SailsClient } from './sails-client.ts';

const SOCKETS = 1_000;
const REQUESTS = 20;
const MEGABYTE = 1024 * 1024;

/** For each third of the requests: the path, the status, and the part of the body that identifies the request. */
const THIRDS = [
  { path: '/berths', status: 200, bodyOf: (id: number) => ({ id, boat: `boat ${id}` }) },
  { path: '/taken', status: 409, bodyOf: (id: number) => ({ detail: `Berth ${id} is taken` }) },
  { path: '/broken', status: 500, bodyOf: () => ({ title: 'Internal Server Error' }) },
];

describe('a server with requests over sockets', () => {
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
    const [report] = (await once(server, 'message')) as [{ heap: number; sockets: number }];
    return report;
  }

  /** The heap size after the server has noticed that all sockets are closed. */
  async function atRest(): Promise<number> {
    for (let i = 0; i < 100; i++) {
      if ((await memory()).sockets === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    return (await memory()).heap;
  }

  /** Clients connect in groups, because a client of Sails connects only once. Then all of them send their requests at the same time. */
  async function crowd(sockets: number): Promise<number> {
    const clients: SailsClient[] = [];
    let answers = 0;
    const ask = async (client: SailsClient, id: number): Promise<void> => {
      const { path, status, bodyOf } = THIRDS[id % 3]!;
      const seen = await client.ask(`POST ${path}/${id}`, { boat: `boat ${id}` });
      answers += 1;
      if (seen.status !== status) expect(seen).toMatchObject({ status });
      expect(seen.body).toMatchObject(bodyOf(id));
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

  it('answers 1,000 sockets with 20 requests each, two thirds of them failing: each once and with its own body, and frees the memory', async () => {
    // Modules that the first request loads stay in memory.
    await crowd(50);
    const before = await atRest();
    expect(await crowd(SOCKETS)).toBe(SOCKETS * REQUESTS);
    const after = await atRest();
    expect((after - before) / MEGABYTE).toBeLessThan(12);
    expect(server.exitCode).toBe(null);
  }, 240_000);

  it('continues when sockets close during their requests', async () => {
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

  it('continues after a flood of garbage: bad envelopes, 10 MB payloads, circular answers', async () => {
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
      // The message is larger than Socket.IO allows, so it closes the socket.
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
