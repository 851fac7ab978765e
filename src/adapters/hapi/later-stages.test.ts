import type { Lifecycle, RouteOptions } from '@hapi/hapi';
import joi from 'joi';
import { describe, expect, it } from 'vitest';
import { ask, hapiServer } from '../../../tests/support/hapi-server.ts';

const refuse: Lifecycle.Method = (_request, h) => h.forbidden('Not yours');
const refuseWithoutReturn: Lifecycle.Method = (_request, h) => {
  h.forbidden('Not yours');
  return h.continue;
};

describe('a failure of a later stage on hapi', () => {
  it.each<[string, RouteOptions]>([
    ['onPostHandler', { ext: { onPostHandler: { method: refuse } } }],
    ['onPostHandler without return', { ext: { onPostHandler: { method: refuseWithoutReturn } } }],
    ['onPreResponse', { ext: { onPreResponse: { method: refuse } } }],
    ['onPreResponse without return', { ext: { onPreResponse: { method: refuseWithoutReturn } } }],
    ['response.failAction', { response: { schema: joi.object({ id: joi.number() }), failAction: refuse } }],
  ])('replaces a success that was not sent yet: %s', async (_, options) => {
    const { server, log } = await hapiServer();
    server.route({ method: 'GET', path: '/', options, handler: (_request, h) => h.ok({ data: 'PRIVATE' }) });
    const { status, text, json } = await ask(server);
    expect([status, json.detail]).toEqual([403, 'Not yours']);
    expect(text).not.toContain('PRIVATE');
    expect(log.map(({ line }) => line)).toEqual([expect.stringContaining('403')]);
  });

  it('replaces it in an extension that comes before Halyard’s', async () => {
    const { server } = await hapiServer();
    server.ext('onPreResponse', refuse, { before: 'halyard' });
    server.route({ method: 'GET', path: '/', handler: (_request, h) => h.ok({ data: 'PRIVATE' }) });
    expect((await ask(server)).json).toMatchObject({ status: 403, detail: 'Not yours' });
  });

  it('does not replace a success of the same function', async () => {
    const { server, log } = await hapiServer();
    server.route({
      method: 'GET',
      path: '/',
      handler: (_request, h) => {
        h.ok({ id: 7 });
        return h.forbidden('Too late');
      },
    });
    expect((await ask(server)).text).toBe('{"id":7}');
    expect(log.map(({ line }) => line)).toEqual([expect.stringContaining('E_ANSWERED_TWICE')]);
  });
});
