import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import type { IncomingRequest } from 'halyard';
import { halyard as onExpress } from 'halyard/express';
import type { Socket } from 'socket.io-client';
import { describe, expect, it } from 'vitest';
import { harbour } from '../sockets/plain-sockets.ts';

/** A source whose outage the test begins and ends. */
function outage() {
  const log: Record<string, unknown>[] = [];
  const reports: unknown[] = [];
  const keep = (record: object): void => void log.push(record as Record<string, unknown>);
  const state = {
    out: false,
    asked: [] as string[],
    log,
    reports,
    options: {
      environment: 'production',
      logger: { error: keep, warn: keep, info: keep, debug: keep },
      report: (failure: unknown) => void reports.push(failure),
      maintenance: {
        meets(request: IncomingRequest) {
          state.asked.push(request.url);
          return state.out && request.header('cookie') !== 'pass=1' ? { retryAfter: 30, message: 'We move' } : undefined;
        },
      },
    } as const,
  };
  return state;
}

const CLOSED = {
  status: 503,
  headers: { 'retry-after': '30', 'error-reference': expect.any(String) },
  body: { title: 'Service Unavailable', status: 503, detail: 'We move', reference: expect.any(String) },
};

const connected = (socket: Socket) => once(socket as never, 'connect');

describe('a planned outage on Socket.IO', () => {
  it('is the ack of each event, before onAny(), socket.use() and the listener', async () => {
    const state = outage();
    const ran: string[] = [];
    const connectTo = await harbour((io, responses) => {
      io.on('connection', (socket) => {
        socket.onAny(() => ran.push('onAny'));
        socket.use((_packet, next) => {
          ran.push('use');
          next();
        });
        socket.on(
          'order',
          responses.ack(() => ran.push('listener')),
        );
        socket.on('plain', (_data, ack) => ack(ran.push('plain')));
      });
    }, state.options);
    const socket = connectTo();
    await connected(socket);
    state.out = true;
    state.asked.length = 0;
    const closed = await socket.emitWithAck('order', 7);
    expect(closed).toEqual(CLOSED);
    expect(await socket.emitWithAck('plain', 7)).toEqual(CLOSED);
    expect(await socket.emitWithAck('unknown')).toEqual(CLOSED);
    expect(ran).toEqual([]);
    expect(state.asked).toEqual(['/order', '/plain', '/unknown']);
    const records = state.log.filter(({ reference }) => reference === closed.body.reference);
    expect(records).toEqual([expect.objectContaining({ response: 'serviceUnavailable', maintenance: true, path: '/order' })]);
    expect(state.reports).toEqual([]);
    state.out = false;
    expect(await socket.emitWithAck('order', 7)).toMatchObject({ status: 200 });
    expect(ran).toEqual(['onAny', 'use', 'listener']);
  });

  it('is an event for a client that passed no ack', async () => {
    const state = outage();
    const connectTo = await harbour((io) => {
      io.on('connection', (socket) => socket.on('order', () => {}));
    }, state.options);
    const socket = connectTo();
    await connected(socket);
    state.out = true;
    socket.emit('order', 7);
    const [problem] = await once(socket as never, 'halyard:problem');
    expect(problem).toEqual({ event: 'order', ...CLOSED });
  });

  it.each([['polling'], ['websocket']])('refuses a new connection over %s with an HTTP 503, and the client comes back by itself', async (transport) => {
    const state = outage();
    const ran: string[] = [];
    const connectTo = await harbour((io) => {
      io.use((_socket, next) => {
        ran.push('use');
        next();
      });
      io.on('connection', () => ran.push('connection'));
    }, state.options);
    state.out = true;
    const socket = connectTo('/', { transports: [transport], reconnection: true, reconnectionDelay: 50, reconnectionDelayMax: 80 });
    await once(socket as never, 'connect_error');
    expect(socket.active).toBe(true);
    expect(ran).toEqual([]);
    expect(state.log).toContainEqual(expect.objectContaining({ status: 503, maintenance: true, path: '/socket.io/' }));
    state.out = false;
    await connected(socket);
    expect(ran).toEqual(['use', 'connection']);
  });

  it('refuses a further namespace of an open connection with the 503 in its data', async () => {
    const state = outage();
    const ran: string[] = [];
    const connectTo = await harbour((io) => {
      io.of('/orders').on('connection', () => ran.push('connection'));
    }, state.options);
    const socket = connectTo();
    await connected(socket);
    state.out = true;
    const orders = socket.io.socket('/orders');
    orders.connect();
    const [error] = await once(orders as never, 'connect_error');
    expect(error.data).toEqual(CLOSED);
    expect(ran).toEqual([]);
  });

  it("lets a client through whose handshake has the source's cookie, and keeps the app's own allowRequest", async () => {
    const state = outage();
    const connectTo = await harbour(
      (io, responses) => {
        io.on('connection', (socket) =>
          socket.on(
            'order',
            responses.ack(() => 'sold'),
          ),
        );
      },
      state.options,
      {
        before(io) {
          Object.assign(io.engine.opts, {
            allowRequest: (request: { headers: { 'x-refused'?: string } }, decide: (m: null, ok: boolean) => void) =>
              decide(null, request.headers['x-refused'] === undefined),
          });
        },
      },
    );
    state.out = true;
    const socket = connectTo('/', { extraHeaders: { cookie: 'pass=1' } });
    await connected(socket);
    expect(await socket.emitWithAck('order')).toMatchObject({ status: 200, body: 'sold' });
    const refused = connectTo('/', { extraHeaders: { cookie: 'pass=1', 'x-refused': '1' } });
    await once(refused as never, 'connect_error');
  });

  it('asks the gate of the route for a message of sails.io.js, with its path, and asks it once', async () => {
    const state = outage();
    const app = express();
    onExpress(app, state.options);
    app.get('/orders', (_request, res) => void res.ok('orders'));
    const routes = createServer(app).listen(0, '127.0.0.1');
    await once(routes, 'listening');
    const connectTo = await harbour((_io, responses) => responses.answerVerbs({ server: routes }), state.options);
    const socket = connectTo();
    await connected(socket);
    state.out = true;
    state.asked.length = 0;
    const ack = await socket.emitWithAck('get', { method: 'get', url: '/orders', headers: {}, data: {} });
    expect(ack).toMatchObject({ statusCode: 503, body: { status: 503, detail: 'We move' }, headers: { 'retry-after': '30' } });
    expect(state.asked).toEqual(['/orders']);
    routes.close();
  });

  it('never costs an ack if the source fails', async () => {
    const state = outage();
    const maintenance = {
      meets() {
        throw new Error('the flags are lost');
      },
    };
    const connectTo = await harbour(
      (io, responses) => {
        io.on('connection', (socket) =>
          socket.on(
            'order',
            responses.ack(() => 'sold'),
          ),
        );
      },
      { ...state.options, maintenance },
    );
    const socket = connectTo();
    await connected(socket);
    for (let times = 0; times < 3; times++) expect(await socket.emitWithAck('order')).toMatchObject({ status: 200, body: 'sold' });
    expect(state.log.filter(({ err }) => err !== undefined)).toHaveLength(1);
  });
});
