import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { describe, expect, it } from 'vitest';
import { halyard as onKoa } from '../../adapters/koa/koa.ts';
import { halyard as onNode } from '../../adapters/node-http/node-http.ts';

const OPTIONS = { environment: 'production', logger: false } as const;

/** Vercel parses the body when it is read, and throws such an error each time. */
class ApiError extends Error {
  readonly statusCode = 400;
}
function refuseBody(request: object): void {
  Object.defineProperty(request, 'body', {
    get() {
      throw new ApiError('Invalid JSON');
    },
  });
}

const HOSTS = {
  'node:http': () =>
    onNode(OPTIONS).listener((request, reply) => {
      refuseBody(request);
      return reply.ok((request as unknown as { readonly body: unknown }).body);
    }),
  Koa: () => {
    const app = new Koa();
    onKoa(app, OPTIONS);
    app.use((ctx) => {
      refuseBody(ctx.request);
      return ctx.ok((ctx.request as { readonly body?: unknown }).body);
    });
    return app.callback();
  },
};

describe.each(Object.entries(HOSTS))('a body that throws each time it is read, on %s', (_, makeListener) => {
  it.each([undefined, 'gzip'])('is answered with the status of its error, with Content-Encoding: %s', async (encoding) => {
    const server = createServer(makeListener()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const headers = { accept: 'application/problem+json', connection: 'close', ...(encoding === undefined ? {} : { 'content-encoding': encoding }) };
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { method: 'POST', headers, body: '{' });
    server.close();
    expect([response.status, await response.json()]).toEqual([400, expect.objectContaining({ title: 'Bad Request', status: 400 })]);
  });
});
