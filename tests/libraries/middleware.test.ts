import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import session from 'express-session';
import lusca from 'lusca';
import passport from 'passport';
// biome-ignore lint/suspicious/noTsIgnore: it has no types
// @ts-ignore
import tinyCsrf from 'tiny-csrf';
import { describe, expect, it } from 'vitest';
import { halyard } from '../../src/adapters/express/express.ts';

/** A strategy with a challenge, as passport-http-bearer has one. */
class Bearer extends passport.Strategy {
  override name = 'bearer';
  override authenticate(): void {
    (this as unknown as { fail(challenge: string): void }).fail('Bearer realm="orders"');
  }
}
passport.use(new Bearer());

const cookies: RequestHandler = (req, res, next) => {
  Object.assign(req, { cookies: {}, signedCookies: {} });
  Object.assign(res, { cookie: () => {} });
  next();
};

async function posted(middleware: readonly RequestHandler[], headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const app = express();
  halyard(app, { environment: 'production', logger: false, flash: { secret: 'a secret of more than thirty-two letters' } });
  app.use(...middleware);
  app.post('/orders', (_req, res) => void res.send('ordered'));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const sent = { origin, referer: `${origin}/orders/new`, 'content-type': 'application/x-www-form-urlencoded', connection: 'close', ...headers };
    return await fetch(`${origin}/orders`, { method: 'POST', redirect: 'manual', headers: sent, body: 'product=tea' });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('passport with failWithError', () => {
  it('is a 401 with the challenge that passport set on the reply', async () => {
    const authenticate = passport.authenticate('bearer', { session: false, failWithError: true }) as RequestHandler;
    const { status, headers } = await posted([passport.initialize() as RequestHandler, authenticate], { accept: 'application/json' });
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="orders"']);
  });
});

describe.each<[string, () => readonly RequestHandler[]]>([
  ['lusca', () => [session({ secret: 's', resave: false, saveUninitialized: true }), lusca.csrf() as RequestHandler]],
  ['tiny-csrf', () => [express.urlencoded(), cookies, tinyCsrf('123456789iamasecret987654321look')]],
])('%s', (_library, middleware) => {
  it('sends the form of a visitor back, whose token has expired', async () => {
    const { status, headers } = await posted(middleware(), { accept: 'text/html' });
    expect([status, headers.get('location')]).toEqual([303, '/orders/new']);
  });

  it('is a 403 for a program', async () => {
    expect((await posted(middleware(), { accept: 'application/json' })).status).toBe(403);
  });
});
