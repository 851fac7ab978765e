import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { notFound } from '../../core/responses/index.ts';
import { type FastifyOptions, halyard } from './fastify.ts';

const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
});

async function appWith(options: FastifyOptions = {}, fastify: object = {}): Promise<FastifyInstance> {
  const app = Fastify(fastify) as unknown as FastifyInstance;
  open.push(app);
  await app.register(halyard, { logger: false, environment: 'production', ...options });
  return app;
}

const API = { accept: 'application/json' };
const PAGE = { accept: 'text/html' };

/** Status, and the body without its reference. */
async function ask(app: FastifyInstance, method: 'GET' | 'POST' | 'DELETE', url: string, { headers = API, payload = undefined as unknown } = {}) {
  const answer = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload: payload as string }) });
  const { reference: _, ...body } = answer.headers['content-type']?.toString().includes('json') ? answer.json() : { text: answer.body };
  return { status: answer.statusCode, body };
}

describe('a reply on Fastify', () => {
  it.each<[string, (app: FastifyInstance) => void]>([
    ['returned', (app) => app.get('/', (_request, reply) => reply.conflict('Taken.'))],
    ['called', (app) => app.get('/', (_request, reply) => void reply.conflict('Taken.'))],
    ['returned from an async handler', (app) => app.get('/', async (_request, reply) => reply.conflict('Taken.'))],
    ['called in an async handler', (app) => app.get('/', async (_request, reply) => void reply.conflict('Taken.'))],
    [
      'awaited',
      (app) =>
        app.get('/', async (_request, reply) => {
          await reply.conflict('Taken.');
        }),
    ],
    [
      'called before something else is returned',
      (app) =>
        app.get('/', async (_request, reply) => {
          reply.conflict('Taken.');
          return { secret: 7 };
        }),
    ],
    ['returned from a hook', (app) => app.get('/', { preHandler: async (_request, reply) => reply.conflict('Taken.') }, async () => ({ secret: 7 }))],
    ['called in a hook', (app) => app.get('/', { preHandler: async (_request, reply) => void reply.conflict('Taken.') }, async () => ({ secret: 7 }))],
    ['called in a hook with a callback', (app) => app.get('/', { onRequest: (_request, reply) => void reply.conflict('Taken.') }, async () => ({ secret: 7 }))],
  ])('answers when its method is %s, as a page and as data', async (_, route) => {
    // A page that has to be waited for.
    const views = { render: async () => '<h1>Taken.</h1>' };
    const app = await appWith({ views });
    route(app);
    expect(await ask(app, 'GET', '/')).toEqual({ status: 409, body: { title: 'Conflict', status: 409, detail: 'Taken.' } });
    expect(await ask(app, 'GET', '/', { headers: PAGE })).toEqual({ status: 409, body: { text: '<h1>Taken.</h1>' } });
  });

  it('is closed to the handler once a hook has answered, also while its page is being made', async () => {
    let reached = 0;
    const app = await appWith({ views: { render: () => new Promise((resolve) => setTimeout(resolve, 20, '<h1>No</h1>')) } });
    app.addHook('preHandler', async (_request, reply) => void reply.forbidden());
    app.get('/', async () => {
      reached++;
      return { secret: 7 };
    });
    expect(await ask(app, 'GET', '/', { headers: PAGE })).toEqual({ status: 403, body: { text: '<h1>No</h1>' } });
    expect(reached).toBe(0);
  });

  it('has the answer of what was thrown, and of what matched nothing', async () => {
    const app = await appWith();
    app.get('/thrown', () => {
      throw notFound('No such berth.');
    });
    app.get('/rejected', () => Promise.reject(new Error('S3CRET')));
    app.get('/undefined', () => Promise.reject(undefined));
    expect(await ask(app, 'GET', '/thrown')).toEqual({ status: 404, body: { title: 'Not Found', status: 404, detail: 'No such berth.' } });
    for (const url of ['/rejected', '/undefined']) {
      expect(await ask(app, 'GET', url)).toEqual({ status: 500, body: { title: 'Internal Server Error', status: 500 } });
    }
    expect(await ask(app, 'DELETE', '/thrown')).toEqual({ status: 404, body: { title: 'Not Found', status: 404 } });
  });

  it('is mangled by no schema of the response, and by no serializer of the app', async () => {
    const app = await appWith();
    const nothing = { type: 'object', properties: { id: { type: 'string' } } };
    app.setReplySerializer(() => 'mangled');
    app.get('/', { schema: { response: { '2xx': nothing, '4xx': nothing, 500: nothing } } }, (_request, reply) => reply.conflict('Taken.'));
    app.get('/own', (_request, reply) => reply.serializer(() => 'mangled').conflict('Taken.'));
    for (const url of ['/', '/own']) expect((await ask(app, 'GET', url)).body).toMatchObject({ title: 'Conflict', detail: 'Taken.' });
    expect((await app.inject({ url: '/' })).headers['content-type']).toBe('application/problem+json');
  });

  it('is logged by the logger of its request, with the route; or by that of the options', async () => {
    const lines: Record<string, unknown>[] = [];
    const stream = { write: (line: string) => void lines.push(JSON.parse(line)) };
    const app = await appWith({ logger: undefined as never }, { logger: { level: 'warn', stream } });
    app.get('/berths/:id', (_request, reply) => reply.serverError(new Error('S3CRET')));
    await ask(app, 'GET', '/berths/7');
    expect(lines).toEqual([expect.objectContaining({ reqId: 'req-1', route: '/berths/:id', status: 500, level: 50, handled: true })]);
    const records: unknown[] = [];
    const log = { error: (record: object) => records.push(record), warn: () => {}, info: () => {}, debug: () => {} };
    const own = await appWith({ logger: log }, { logger: { level: 'warn', stream } });
    own.get('/', (_request, reply) => reply.serverError());
    await ask(own, 'GET', '/');
    expect([records.length, lines.length]).toEqual([1, 1]);
  });
});

describe('app.register(halyard)', () => {
  it.each<[string, string, (app: FastifyInstance) => unknown]>([
    ['twice on one app', 'E_MOUNTED_TWICE', (app) => app.register(halyard).register(halyard)],
    ['beside a method of the same name', 'E_NAME_TAKEN', (app) => app.decorateReply('notFound' as string, () => undefined).register(halyard)],
    ['over a method of Fastify', 'E_NAME_TAKEN', (app) => app.register(halyard, { responses: { callNotFound: () => undefined } })],
    ['after an error handler', 'E_HANDLER_TAKEN', (app) => app.setErrorHandler(() => {}).register(halyard)],
    ['after a handler of what is not found', 'E_HANDLER_TAKEN', (app) => app.setNotFoundHandler(() => {}).register(halyard)],
    ['with an option that does not exist', 'E_OPTION_UNKNOWN', (app) => app.register(halyard, { loger: false } as never)],
    ['with a namespace that is no name', 'E_OPTION', (app) => app.register(halyard, { namespace: 'no name' })],
  ])('refuses to start %s', async (_, code, mount) => {
    const app = Fastify();
    open.push(app);
    mount(app);
    await expect(app.ready()).rejects.toMatchObject({ code });
  });

  it('takes the module as well, as Fastify takes its own plugins', async () => {
    const app = Fastify();
    open.push(app);
    app.register(import('./fastify.ts'), { logger: false });
    app.get('/', (_request, reply) => reply.gone());
    expect((await ask(app, 'GET', '/')).status).toBe(410);
  });

  it('refuses what is not an app', () => {
    const errors: unknown[] = [];
    halyard({} as never, {}, (error) => void errors.push(error));
    expect(errors).toEqual([expect.objectContaining({ code: 'E_NOT_AN_APP' })]);
  });

  it('says what to write instead of halyard(app, options), which mounts it on the other hosts', () => {
    const call = halyard as unknown as (...args: unknown[]) => unknown;
    for (const args of [[Fastify()], [Fastify(), {}], [Fastify(), {}, 'done']])
      expect(() => call(...args)).toThrow(/found halyard\(app, options\).*await app\.register\(halyard, options\)/is);
    expect(() => call({})).toThrow(/E_NOT_AN_APP.*type object/s);
  });

  it('may come after the routes, and after the plugins that have them', async () => {
    const app = Fastify();
    open.push(app);
    app.get('/before', (_request, reply) => reply.gone());
    await app.register((part, _options, done) => {
      part.get('/part', (_request, reply) => reply.gone());
      done();
    });
    await app.register(halyard, { logger: false });
    for (const url of ['/before', '/part']) expect((await ask(app, 'GET', url)).status).toBe(410);
  });
});
