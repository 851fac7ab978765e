import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type RequestHandler } from 'express';
// @ts-expect-error: it brings no types, and is used as Express 5 is.
import express4 from 'express4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { halyard } from './express.ts';

const lost: unknown[] = [];
const note = (reason: unknown): void => void lost.push(reason);
beforeAll(() => void process.on('unhandledRejection', note));
afterAll(() => void process.off('unhandledRejection', note));

const down = (): Promise<never> => Promise.reject(new Error('db down'));

/** Express answers an error in a later turn of the event loop. Node reports unhandled rejections at the end of the current turn. */
const WAYS: Readonly<Record<string, RequestHandler>> = {
  'thrown itself': () => {
    throw down();
  },
  'rejected with': async () => {
    throw { boats: down() };
  },
  'passed to next': (_, __, next) => next(down()),
  'passed to next in a list': (_, __, next) => next([down()]),
  'the cause of an error that is thrown': () => {
    throw new Error('no boats', { cause: down() });
  },
  'in an AggregateError that is passed to next': (_, __, next) => next(new AggregateError([down()], 'no boats')),
  'a member of an error that is passed to next': (_, __, next) => next(Object.assign(new Error('no boats'), { boats: down() })),
  'in what was meant for connect-flash': (request, _) => void (request as unknown as { flash(kind: string, message: unknown): void }).flash('info', down()),
  'in a message for the next page': (_, response) => void response.form.flash('notice', down() as never),
};

describe.each([
  ['Express 5', express],
  ['Express 4', express4 as unknown as typeof express],
])('a promise that rejects, on %s', (_, make) => {
  it.each(Object.entries(WAYS))('is handled, and answered with 500, when it is %s', async (__, handler) => {
    for (const mount of [(app: Express) => app.get('/', handler), (app: Express) => app.use(handler)]) {
      const app = make();
      halyard(app, { logger: false, environment: 'production' });
      mount(app);
      const server = createServer(app).listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const reply = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      expect(reply.status).toBe(500);
      expect(await reply.text()).not.toContain('db down');
      await new Promise((resolve) => server.close(resolve));
    }
    expect(lost.splice(0)).toEqual([]);
  });
});
