import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import compression from 'compression';
import express, { type RequestHandler } from 'express';
import session, { MemoryStore } from 'express-session';
import { afterEach, describe, expect, it } from 'vitest';
import { halyard } from './express.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A store that takes a moment, as one over the network does. */
class SlowStore extends MemoryStore {
  override set(...args: Parameters<MemoryStore['set']>): void {
    setTimeout(() => super.set(...args), 20);
  }
}

const DELAYING: Readonly<Record<string, () => RequestHandler>> = {
  'express-session': () => session({ secret: 's', resave: false, saveUninitialized: true, store: new SlowStore() }),
  compression: () => compression({ threshold: 0 }),
};
const text = 'x'.repeat(50_000);
const AFTER: Readonly<Record<string, RequestHandler>> = {
  'next()': (_req, res, next) => {
    res.json({ text });
    next();
  },
  'a response': (_req, res) => {
    res.json({ text });
    (res as unknown as { notFound(): void }).notFound();
  },
  'an error': (_req, res) => {
    res.json({ text });
    throw new Error('late');
  },
};

async function appWith(middleware: RequestHandler, handler: RequestHandler): Promise<{ readonly port: number; readonly records: readonly object[] }> {
  const records: object[] = [];
  const log = (record: object): void => void records.push(record);
  const app = express();
  app.use(middleware);
  halyard(app, { logger: { error: log, warn: log, info: log, debug: () => {} } as never });
  app.get('/berth', handler);
  const server = createServer(app).listen(0, '127.0.0.1');
  closers.push(() => server.close().closeAllConnections());
  await new Promise((resolve) => server.once('listening', resolve));
  return { port: (server.address() as AddressInfo).port, records };
}

describe.each(Object.entries(DELAYING))('with %s, which delays the end of an answer', (_, middleware) => {
  it.each(Object.entries(AFTER))('an answer that the handler has ended is whole, although %s follows', async (_name, handler) => {
    const { port } = await appWith(middleware(), handler);
    const response = await fetch(`http://127.0.0.1:${port}/berth`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ text });
  });

  it('an answer that never ends is broken off', async () => {
    const { port, records } = await appWith(middleware(), (_req, res, next) => {
      res.write('first');
      next(new Error('late'));
    });
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('GET /berth HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n'));
      let all = '';
      socket.setEncoding('latin1').on('data', (chunk) => {
        all += chunk;
      });
      socket.on('close', () => resolve(all)).on('error', () => {});
    });
    expect(answer).toContain('200 OK');
    expect(answer.endsWith('0\r\n\r\n')).toBe(false);
    expect(records).toHaveLength(1);
  });
});
