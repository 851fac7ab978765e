import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { maintenance } from 'halyard/maintenance';
import { halyard as onWs } from 'halyard/ws';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { harbour } from '../sockets/plain-sockets.ts';

const folder = mkdtempSync(join(tmpdir(), 'halyard-exempt-'));
const file = join(folder, 'maintenance.json');
const ends: (() => unknown)[] = [];
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  for (const end of ends.splice(0).reverse()) end();
});

/** The client of a socket chooses the path of its connection and the name of its event. Both may look like a path that is exempt. */
describe('an exempt path and sockets', () => {
  it('lets no WebSocket in, new or open, whose client has chosen that path', async () => {
    const source = { current: undefined as ReturnType<typeof maintenance> | undefined };
    const server = createServer();
    const wss = new WebSocketServer({ server });
    onWs(wss, { environment: 'production', logger: false, maintenance: { meets: (request) => source.current?.meets(request) } });
    const heard: string[] = [];
    wss.on('connection', (socket) => socket.on('message', (data) => heard.push(String(data))));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ends.push(
      () => server.close().closeAllConnections(),
      () => [...wss.clients].map((client) => client.terminate()),
    );
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/health`;
    const before = new WebSocket(url);
    await once(before, 'open');

    writeFileSync(file, '{"retry":30}');
    source.current = maintenance({ file });
    before.send('transfer');
    expect((await once(before, 'close'))[0]).toBe(1013);
    const later = new WebSocket(url).on('error', () => undefined);
    expect((await once(later, 'unexpected-response'))[1]).toMatchObject({ statusCode: 503 });
    expect(heard).toEqual([]);
  });

  it.each(['ready', 'health', '/health'])('lets no event "%s" of Socket.IO in', async (event) => {
    const source = { current: undefined as ReturnType<typeof maintenance> | undefined };
    const heard: unknown[] = [];
    const connectTo = await harbour((io) => io.on('connection', (socket) => socket.onAny((name) => heard.push(name))), {
      environment: 'production',
      logger: false,
      maintenance: { meets: (request) => source.current?.meets(request) },
    });
    const socket = connectTo();
    await once(socket as never, 'connect');
    writeFileSync(file, '{"retry":30}');
    source.current = maintenance({ file });
    expect(await socket.emitWithAck(event, 1)).toMatchObject({ status: 503 });
    expect(heard).toEqual([]);
  });
});
