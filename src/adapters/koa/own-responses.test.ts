import { Readable } from 'node:stream';
import { setTimeout as later } from 'node:timers/promises';
import type { Context } from 'koa';
import { describe, expect, it } from 'vitest';
import { ask, harbour } from '../../../tests/support/koa-harbour.ts';

type Own = (this: { readonly res: Context }) => unknown;

const OWN: Readonly<Record<string, Own>> = {
  'sets a body': function () {
    this.res.status = 418;
    this.res.body = 'ours';
  },
  'sets a body later': async function () {
    await later(10);
    this.res.status = 418;
    this.res.body = 'ours';
  },
  redirects: function () {
    this.res.redirect('/elsewhere');
  },
  'sets a stream': function () {
    this.res.status = 418;
    this.res.body = Readable.from(['ou', 'rs']);
  },
  'sets a status without a body': function () {
    this.res.status = 204;
  },
};
const SENT: Readonly<Record<string, readonly [status: number, text: string]>> = {
  redirects: [302, 'Redirecting to /elsewhere.'],
  'sets a status without a body': [204, ''],
};

/** Each way in which an app's own response of Koa is reached. */
const WAYS: Readonly<Record<string, { readonly name: string; readonly handler: (ctx: Context) => unknown }>> = {
  'that a handler returns': { name: 'serverError', handler: (ctx) => ctx.serverError() },
  'that a handler does not await': { name: 'serverError', handler: (ctx) => void ctx.serverError() },
  'for a thrown error': {
    name: 'serverError',
    handler: () => {
      throw new Error('no berth');
    },
  },
  'for an unmatched route': { name: 'notFound', handler: () => {} },
  'for a status without a body': {
    name: 'forbidden',
    handler: (ctx) => {
      ctx.status = 403;
    },
  },
  'for an error of the context': { name: 'serverError', handler: (ctx) => void ctx.onerror(new Error('no berth')) },
  'for a body that fails before its first byte': {
    name: 'serverError',
    handler: (ctx) => {
      const body = new Readable({ read: () => body.destroy(new Error('no berth')) });
      ctx.body = body;
    },
  },
};

describe.each(Object.entries(WAYS))('an own response of Koa %s', (_, { name, handler }) => {
  it.each(Object.entries(OWN))('that %s is what the client gets, with one record', async (how, own) => {
    const { app, lines } = harbour({ responses: { [name]: own } });
    app.use((ctx) => handler(ctx));
    const { status, text } = await ask(app);
    expect([status, text]).toEqual(SENT[how] ?? [418, 'ours']);
    expect(lines).toEqual([expect.stringContaining(String(status))]);
  });
});
