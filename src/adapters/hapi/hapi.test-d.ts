import Hapi, { type ResponseObject, type ResponseToolkit } from '@hapi/hapi';
import { describe, expectTypeOf, it } from 'vitest';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import type { Form } from '../../forms/page/form.ts';
import { halyard } from './hapi.ts';

declare const h: ResponseToolkit;

describe('the toolkit of hapi', () => {
  it('has the response methods, with their arguments, and the form', () => {
    expectTypeOf(h.notFound('No such order')).toEqualTypeOf<MaybePromise<ResponseObject>>();
    h.badRequest([{ message: 'Too short', path: ['name'] }], '/signup');
    // @ts-expect-error: a message is no number
    h.notFound(404);
    // @ts-expect-error: there is no response of that name
    h.outOfStock();
    expectTypeOf(h.form).toEqualTypeOf<Form>();
  });

  it('returns values that handlers, extensions and fail actions accept', async () => {
    const server = Hapi.server();
    await server.register({ plugin: halyard, options: { flash: { secret: 'a secret' } } });
    server.route({ method: 'GET', path: '/', handler: (_request, toolkit) => toolkit.ok({ id: 7 }) });
    server.route({
      method: 'POST',
      path: '/',
      options: { validate: { failAction: (_request, toolkit, error) => toolkit.badRequest(error, '/signup') } },
      handler: () => 'ok',
    });
    server.ext('onPreHandler', async (_request, toolkit) => toolkit.forbidden());
    // @ts-expect-error: no option of that name
    await server.register({ plugin: halyard, options: { loger: false } });
  });
});
