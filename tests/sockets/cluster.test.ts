import { request } from 'node:http';
import { connect, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useRedis } from '../flash/redis-server.ts';
import { type Cluster, openCluster } from './cluster.ts';
import { SailsClient } from './sails-client.ts';

describe('examples/cluster: four processes, one port, a real Redis or Valkey', () => {
  const redis = useRedis();
  let cluster: Cluster | undefined;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    if (redis() !== undefined) cluster = await openCluster(redis().url, { NODE_ENV: 'production' });
  });
  afterEach(() => sockets.splice(0).map((socket) => socket.disconnect()));
  afterAll(() => cluster?.stop());

  const url = () => cluster?.url ?? '';

  async function open(): Promise<Socket> {
    const socket = connect(url(), { transports: ['websocket'], forceNew: true, reconnectionDelay: 50, reconnectionDelayMax: 100 });
    sockets.push(socket);
    await event(socket, 'connect');
    return socket;
  }

  const processOf = async (socket: Socket): Promise<number> => (await socket.emitWithAck('which process')).body;

  it('sends an event from any process to every client', async () => {
    const all = await Promise.all(Array.from({ length: 16 }, open));
    const processes = new Set(await Promise.all(all.map(processOf)));
    expect(processes.size).toBeGreaterThan(1);
    const news = Promise.all(all.map((socket) => event(socket, 'booked')));
    expect(await post('/bookings', { boat: 'Tern' })).toMatchObject({ status: 201 });
    expect((await news).map((booking) => (booking as { boat: string }).boat)).toEqual(all.map(() => 'Tern'));
  });

  it('a form that one process refused is shown by any process', async () => {
    let elsewhere = 0;
    for (let i = 0; i < 12; i++) {
      const answer = await post(
        '/bookings',
        { boat: '' },
        { accept: 'text/html', 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
      );
      expect([answer.status, answer.headers['location']]).toEqual([303, '/']);
      const cookie = answer.cookies.map((one) => one.split(';', 1)[0]).join('; ');
      const page = await ask('GET', '/', { accept: 'text/html', cookie });
      expect(page.text).toContain('Say the name of the boat');
      if (answer.headers['x-process'] !== page.headers['x-process']) elsewhere += 1;
    }
    expect(elsewhere).toBeGreaterThan(0);
  });

  it('a socket whose process ends continues with another one, and gets the missed events', async () => {
    const socket = await open();
    const first = await processOf(socket);
    const received: string[] = [];
    socket.on('booked', ({ boat }) => received.push(boat));
    // The recovery of a connection starts at the last received event.
    const arrived = event(socket, 'booked');
    await post('/bookings', { boat: 'Skua' });
    await arrived;
    // Keeps the client disconnected for a while.
    socket.io.reconnectionDelay(1_000);
    const away = event(socket, 'disconnect');
    process.kill(first, 'SIGTERM');
    await away;
    expect(await post('/bookings', { boat: 'Petrel' })).toMatchObject({ status: 201 });
    await event(socket, 'connect');
    expect(socket.recovered).toBe(true);
    expect(await processOf(socket)).not.toBe(first);
    await until(() => received.includes('Petrel'));
    expect(received).toEqual(['Skua', 'Petrel']);
  });

  it('a socket whose process is killed continues with another one', async () => {
    const socket = await open();
    const first = await processOf(socket);
    const away = event(socket, 'disconnect');
    process.kill(first, 'SIGKILL');
    await away;
    await event(socket, 'connect');
    expect(await processOf(socket)).not.toBe(first);
  });

  it('sails.io.js continues with another one, too, and gets an answer for each pending request', async () => {
    const client = new SailsClient(url());
    (client.socket as unknown as { _raw: { io: { reconnection(on: boolean): void; reconnectionDelay(ms: number): void } } })._raw.io.reconnection(true);
    const before = await client.ask('GET /bookings');
    const first = Number(before.headers['x-process']);
    const away = new Promise<void>((resolve) => client.socket.on('disconnect', () => resolve()));
    process.kill(first, 'SIGKILL');
    const underWay = client.ask('GET /bookings');
    await away;
    // Either the killed process answered before its end, or the client reported that no answer came.
    expect([0, 200, undefined]).toContain((await underWay).status);
    await until(() => client.socket.isConnected());
    const after = await client.ask('GET /bookings');
    expect(after.status).toBe(200);
    expect(Number(after.headers['x-process'])).not.toBe(first);
    expect(after.body).toEqual(before.body);
    client.close();
  });

  interface Answer {
    readonly status: number;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly cookies: readonly string[];
    readonly text: string;
  }

  function post(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = { accept: 'application/json', 'content-type': 'application/json' },
  ): Promise<Answer> {
    return ask('POST', path, headers, headers['content-type'] === 'application/json' ? JSON.stringify(fields) : new URLSearchParams(fields).toString());
  }

  /** Sends a request on a new connection, so that any process may accept it. Repeats it when the process ends before it answers. */
  function ask(method: string, path: string, headers: Record<string, string>, body?: string, again = 5): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(url());
      const sent = request({ hostname, port, path, method, headers: { ...headers, connection: 'close' }, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            cookies: response.headers['set-cookie'] ?? [],
            text: Buffer.concat(chunks).toString(),
          }),
        );
      });
      // A connection that was handed to a killed process gets no answer.
      sent.setTimeout(3_000, () => sent.destroy(new Error('no answer')));
      sent.on('error', (error) => {
        if (again === 0) reject(error);
        else setTimeout(() => ask(method, path, headers, body, again - 1).then(resolve, reject), 100);
      });
      sent.end(body);
    });
  }
});

function event(socket: Socket, name: string): Promise<unknown> {
  return new Promise((resolve) => socket.once(name, resolve));
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
