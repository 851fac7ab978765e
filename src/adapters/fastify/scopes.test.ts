import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { type FastifyOptions, halyard } from './fastify.ts';

const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
});

async function appWith(options: FastifyOptions = {}): Promise<FastifyInstance> {
  const app = Fastify();
  open.push(app);
  await app.register(halyard, { logger: false, environment: 'production', ...options });
  return app;
}

const PAGE = { accept: 'text/html' };
const viewsWith = (text: string, ...names: string[]) => ({ render: (view: string) => (names.includes(view) ? text : undefined) });

describe('Halyard registered again inside a plugin', () => {
  const apart = (app: FastifyInstance, options: FastifyOptions, prefix = '/office') =>
    app.register(
      async (office) => {
        await office.register(halyard, options);
        office.get('/gone', (_request, reply) => reply.gone());
        office.get('/fails', () => Promise.reject(new Error('S3CRET')));
        await office.register(async (cellar) => void cellar.get('/cellar', (_request, reply) => reply.gone()));
      },
      prefix === '' ? {} : { prefix },
    );

  it('uses its own options there and in nested plugins: for responses, errors and unmatched routes', async () => {
    const app = await appWith();
    await apart(app, { format: 'text' });
    app.get('/gone', (_request, reply) => reply.gone());
    for (const [url, type] of [
      ['/gone', 'application/problem+json'],
      ['/none', 'application/problem+json'],
      ['/office/gone', 'text/plain; charset=utf-8'],
      ['/office/fails', 'text/plain; charset=utf-8'],
      ['/office/none', 'text/plain; charset=utf-8'],
      ['/office/cellar', 'text/plain; charset=utf-8'],
    ] as const) {
      expect([url, (await app.inject(url)).headers['content-type']]).toEqual([url, type]);
    }
  });

  it('inherits the options that it does not set: environment, logger, responses, locals, and views after its own', async () => {
    const lines: string[] = [];
    const add = (_record: object, line: string) => void lines.push(line);
    const app = await appWith({
      logger: { error: add, warn: add, info: add, debug: add },
      responses: { tideTurned: () => undefined as never },
      views: viewsWith('outside', '410', '500'),
    });
    lines.length = 0;
    await apart(app, { views: viewsWith('inside', '410') });
    expect((await app.inject({ url: '/office/gone', headers: PAGE })).body).toBe('inside');
    expect((await app.inject({ url: '/office/fails', headers: PAGE })).body).toBe('outside');
    expect(lines).toHaveLength(2);
  });

  it('has responses of its own there alone, and replaces those of outside', async () => {
    function gone(this: { res: { code(status: number): { send(text: string): unknown } } }) {
      return this.res.code(410).send('Ask the harbour master.');
    }
    const app = await appWith();
    await apart(app, { responses: { gone, berthTaken: () => undefined } });
    app.get('/gone', (_request, reply) => reply.gone());
    expect((await app.inject('/office/gone')).body).toBe('Ask the harbour master.');
    expect((await app.inject('/gone')).json()).toMatchObject({ status: 410 });
    expect(app.hasReplyDecorator('berthTaken')).toBe(false);
  });

  it('needs no prefix: its routes have its options', async () => {
    const app = await appWith();
    await apart(app, { format: 'text' }, '');
    expect((await app.inject('/gone')).headers['content-type']).toMatch(/^text\/plain/);
    expect((await app.inject('/none')).headers['content-type']).toMatch(/json/);
  });

  it('redirects a form to a page of another plugin, because they share the key that seals the flash', async () => {
    const app = await appWith({ flash: { secret: 'a secret of the harbour, 123456789012' } });
    app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, _body, done) => done(null, {}));
    app.get('/form', (_request, reply) => reply.send(reply.form.errors.first()));
    await app.register(async (office) => {
      await office.register(halyard, { locals: { office: true } });
      office.post('/send', (_request, reply) => reply.badRequest('No.', '/form'));
    });
    const headers = { ...PAGE, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
    const sent = await app.inject({ method: 'POST', url: '/send', headers, payload: 'boat=Petrel' });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, '/form']);
    const [{ name, value }] = sent.cookies as [{ name: string; value: string }];
    expect((await app.inject({ url: '/form', headers: PAGE, cookies: { [name]: value } })).body).toBe('No.');
  });

  it('leaves alone what a plugin handles itself, and answers what its handler hands on', async () => {
    const app = await appWith();
    await app.register(async (part) => {
      part.setErrorHandler((error: Error, _request, reply) => {
        if (error.message === 'mine') return reply.code(418).send('by my own handler');
        throw error;
      });
      part.get('/:what', ({ params }) => Promise.reject(new Error((params as { what: string }).what)));
    });
    expect((await app.inject('/mine')).body).toBe('by my own handler');
    expect((await app.inject('/other')).json()).toMatchObject({ title: 'Internal Server Error', status: 500 });
  });

  it('does not affect the outer app if it is not registered there', async () => {
    const app = Fastify();
    open.push(app);
    await app.register(
      async (office) => {
        await office.register(halyard, { logger: false });
        office.get('/fails', () => Promise.reject(new Error('S3CRET')));
      },
      { prefix: '/office' },
    );
    app.get('/fails', () => Promise.reject(new Error('plain')));
    expect((await app.inject('/office/none')).json()).toMatchObject({ title: 'Not Found' });
    expect((await app.inject('/fails')).json()).toMatchObject({ message: 'plain' });
    expect((await app.inject('/none')).json()).toMatchObject({ message: 'Route GET:/none not found' });
  });
});
