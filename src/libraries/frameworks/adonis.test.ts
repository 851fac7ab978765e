import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppFactory } from '@adonisjs/application/factories';
import { ServerFactory } from '@adonisjs/http-server/factories';
import { Exception, createError as poppinssError } from '@poppinss/exception';
import vine from '@vinejs/vine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, errorOf, thrown } from '../../../tests/support/answer-of.ts';

describe('an error of AdonisJS’ own HTTP server', () => {
  let server: Server;
  const errors: unknown[] = [];
  beforeAll(async () => {
    const app = new AppFactory().create(new URL('./', import.meta.url));
    await app.init();
    const adonis = new ServerFactory().merge({ app }).create();
    const router = adonis.getRouter();
    router.get('/berth', ({ response }) => response.abort('No such berth', 404));
    router.get('/secret', ({ response }) => response.abort({ message: 'No such berth', secret: 'x' }, 404));
    router.get('/error', ({ response }) => response.abort(new Error('hunter2'), 404));
    router.get('/silent', ({ response }) => response.abort(undefined, 403));
    router.get('/database', ({ response }) => response.abort('the database at 10.0.0.5', 503));
    router.get('/home', ({ response }) => response.redirect().toRoute('home'));
    class Keep {
      report(): void {}
      handle(error: unknown, { response }: { response: { status: (code: number) => { send: (body: string) => void } } }): void {
        errors.push(error);
        response.status(500).send('');
      }
    }
    adonis.use([]).errorHandler(async () => ({ default: Keep }));
    await adonis.boot();
    server = createServer(adonis.handle.bind(adonis)).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const errorAt = async (path: string): Promise<unknown> => {
    await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
    return errors.pop();
  };

  it.each<[string, string, object]>([
    ['a route that is not there, whose path it repeats', '/hunter2', { title: 'Not Found', status: 404, code: 'E_ROUTE_NOT_FOUND' }],
    ['abort() with a message', '/berth', { title: 'Not Found', status: 404, detail: 'No such berth', code: 'E_HTTP_EXCEPTION' }],
    ['abort() with a body', '/secret', { title: 'Not Found', status: 404, detail: 'No such berth', code: 'E_HTTP_EXCEPTION' }],
    ['abort() with an Error', '/error', { title: 'Not Found', status: 404, code: 'E_HTTP_EXCEPTION' }],
    ['abort() without a message', '/silent', { title: 'Forbidden', status: 403, code: 'E_HTTP_EXCEPTION' }],
    ['abort() from 500 up', '/database', { title: 'Service Unavailable', status: 503 }],
    ['a name that no route has', '/home', { title: 'Internal Server Error', status: 500 }],
  ])('keeps the status and text of its library: %s', async (_, path, problem) => {
    expect((await thrown(await errorAt(path))).problem).toEqual(problem);
  });
});

/** AdonisJS 7 builds its errors on this package. AdonisJS 7 itself needs Node 24. */
describe('an exception of @poppinss/exception', () => {
  it.each<[string, () => Error]>([
    ['by its class', () => new Exception('No such berth', { status: 404, code: 'E_NO_BERTH' })],
    ['by createError()', () => new (poppinssError('No such berth', 'E_NO_BERTH', 404))()],
  ])('keeps its status, its message and its code: %s', async (_, make) => {
    expect((await thrown(make())).problem).toEqual({ title: 'Not Found', status: 404, detail: 'No such berth', code: 'E_NO_BERTH' });
    // Passed to a response, its message becomes the detail of that response.
    expect((await answerOf((res) => res.forbidden(make()))).problem).toMatchObject({ status: 403, detail: 'No such berth' });
  });

  it('keeps its status and loses its message from 500 up', async () => {
    const error = new Exception('the database at 10.0.0.5', { status: 503 });
    expect((await thrown(error)).problem).toEqual({ title: 'Service Unavailable', status: 503 });
  });
});

describe('VineJS, AdonisJS’ validator', () => {
  it('has status 422 and an issue for each field', async () => {
    const schema = vine.create({ email: vine.string().email(), crew: vine.array(vine.object({ name: vine.string().minLength(3) })) });
    const { status, problem, everything } = await thrown(await errorOf(() => schema.validate({ email: 'hunter2', crew: [{ name: 'x' }] })));
    expect([status, problem.errors]).toEqual([
      422,
      [
        { detail: 'The email field must be a valid email address', pointer: '#/email', code: 'email' },
        { detail: 'The name field must have at least 3 characters', pointer: '#/crew/0/name', code: 'minLength', params: { min: 3 } },
      ],
    ]);
    expect(everything).not.toContain('hunter2');
  });
});
