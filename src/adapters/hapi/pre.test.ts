import type { Lifecycle, RouteOptions, Server } from '@hapi/hapi';
import { describe, expect, it } from 'vitest';
import { ask, hapiServer } from '../../../tests/support/hapi-server.ts';
import { defineResponse } from '../../core/responses/define-response.ts';

type Prepare = (server: Server, method: Lifecycle.Method) => RouteOptions | undefined;

const extension =
  (name: 'onRequest' | 'onPreAuth' | 'onPostAuth' | 'onPreHandler'): Prepare =>
  (server, method) => {
    server.ext(name as 'onPreAuth', method);
    return undefined;
  };

const PLACES: readonly (readonly [string, Prepare])[] = [
  ['a pre method', (_, method) => ({ pre: [method] })],
  ['a pre method with a name', (_, method) => ({ pre: [{ method, assign: 'order' }] })],
  ['a failAction', (_, failAction) => ({ validate: { query: () => Promise.reject(new Error('no')), failAction } })],
  [
    'an authentication scheme',
    (server, authenticate) => {
      server.auth.scheme('token', () => ({ authenticate }));
      server.auth.strategy('token', 'token');
      return { auth: 'token' };
    },
  ],
  ['onRequest', extension('onRequest')],
  ['onPreAuth', extension('onPreAuth')],
  ['onPostAuth', extension('onPostAuth')],
  ['onPreHandler', extension('onPreHandler')],
];

describe.each(PLACES)('a response that is returned before the handler on hapi, in %s', (_, prepare) => {
  it.each<[string, number, Lifecycle.Method]>([
    ['a success', 200, (_request, h) => h.ok({ from: 'before' })],
    ['a failure', 403, (_request, h) => h.forbidden('Only the owner may')],
    ['a success of an app’s own response', 202, (_request, h) => (h as unknown as { queued(): Lifecycle.ReturnValue }).queued()],
  ])('is the answer, and the handler does not run: %s', async (__, expected, method) => {
    const { server, log } = await hapiServer({ responses: { queued: defineResponse({ status: 202 }) } });
    let ran = false;
    const handler: Lifecycle.Method = (_request, h) => {
      ran = true;
      return h.notFound();
    };
    const options = prepare(server, method);
    server.route({ method: 'GET', path: '/', handler, ...(options && { options }) });
    const { status } = await ask(server);
    expect([status, ran, log.length]).toEqual([expected, false, expected === 403 ? 1 : 0]);
  });
});

describe('a pre method on hapi', () => {
  it('passes the value of h.response() to the handler', async () => {
    const { server } = await hapiServer();
    const pre: RouteOptions['pre'] = [{ method: (_request, h) => h.response({ id: 7 }), assign: 'order' }];
    server.route({ method: 'GET', path: '/', options: { pre }, handler: (request, h) => h.ok(request.pre['order']) });
    expect((await ask(server)).json).toEqual({ id: 7 });
  });
});

describe('a success that the handler returns on hapi', () => {
  it('still goes through onPostHandler and the schema of the response', async () => {
    const { server } = await hapiServer();
    const passed: string[] = [];
    server.ext('onPostHandler', (_request, h) => {
      passed.push('onPostHandler');
      return h.continue;
    });
    const schema = async (): Promise<void> => void passed.push('schema');
    server.route({ method: 'GET', path: '/', options: { pre: [() => 'value'], response: { schema } }, handler: (_request, h) => h.ok({ id: 7 }) });
    expect((await ask(server)).json).toEqual({ id: 7 });
    expect(passed).toEqual(['onPostHandler', 'schema']);
  });
});
