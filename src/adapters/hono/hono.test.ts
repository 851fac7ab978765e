import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { stream, streamSSE } from 'hono/streaming';
import { describe, expect, it } from 'vitest';
import { halyard } from './hono.ts';

const QUIET = { logger: false } as const;
const API = { headers: { accept: 'application/problem+json' } };
const FORM = { method: 'POST', headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' } };

function mounted(routes: (app: Hono) => void, options = {}): Hono {
  const app = new Hono();
  halyard(app, { ...QUIET, ...options });
  routes(app);
  return app;
}

/** An app whose one route does this. */
const route = (handler: (c: Context) => Response | Promise<Response>): Hono => mounted((app) => void app.all('/', handler as never));
const boom = (value: unknown) => (): never => {
  throw value;
};

describe('halyard(app)', () => {
  it('puts the responses on c.var.reply', async () => {
    const response = await route((c) => c.var.reply.forbidden('Only the owner may')).request('/', API);
    expect([response.status, await response.json()]).toEqual([403, expect.objectContaining({ detail: 'Only the owner may' })]);
  });

  it('answers unmatched routes, and c.notFound()', async () => {
    for (const app of [mounted(() => undefined), route((c) => c.notFound() as Response)]) {
      const response = await app.request('/', API);
      expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    }
  });

  it.each([[new Error('S3CRET')], ['S3CRET'], [undefined], [null], [404], [{ status: 404 }]])(
    'answers %j that is thrown, which Hono may not',
    async (value) => {
      for (const handler of [boom(value), async () => boom(value)()]) {
        const response = await route(handler as never).request('/', API);
        expect([response.status, (await response.text()).includes('S3CRET')]).toEqual([500, false]);
      }
    },
  );

  it('answers for sub-apps, and for what was mounted on them', async () => {
    const sub = mounted((app) => void app.get('/tides', boom('S3CRET')).get('/berths', (c) => c.var.reply.gone('The berths are closed')));
    const app = mounted((root) => void root.route('/harbour', sub).route('/plain', new Hono().get('/', boom(new Error('S3CRET')))));
    expect((await app.request('/harbour/tides', API)).status).toBe(500);
    expect(await (await app.request('/harbour/berths', API)).json()).toMatchObject({ status: 410, detail: 'The berths are closed' });
    expect((await app.request('/harbour/nowhere', API)).headers.get('content-type')).toBe('application/problem+json');
    expect((await app.request('/plain', API)).status).toBe(500);
  });

  it('answers outside the base path, too', async () => {
    const app = new Hono().basePath('/api');
    halyard(app, QUIET);
    expect((await app.request('/elsewhere', API)).headers.get('content-type')).toBe('application/problem+json');
  });

  it('leaves errors to an onError of the app’s, which may hand them on', async () => {
    const app = mounted((one) => {
      one.get('/mine', boom(new Error('mine'))).get('/other', boom(new Error('other')));
      one.onError((error, c) => (error.message === 'mine' ? c.text('by my own handler', 418) : c.var.reply.negotiate(error)));
    });
    expect([(await app.request('/mine')).status, (await app.request('/other', API)).status]).toEqual([418, 500]);
  });

  it('logs which middleware or handler has returned no response', async () => {
    const lines: string[] = [];
    const log = (_record: object, line: string): void => void lines.push(line);
    const app = mounted((one) => void one.get('/', (() => undefined) as never), { logger: { error: log, warn: log, info: log, debug: log } });
    expect((await app.request('/')).status).toBe(500);
    expect(lines.join()).toMatch(/Context is not finalized/);
  });

  it('knows the pattern of the route', async () => {
    const records: { route?: string }[] = [];
    const app = mounted((one) => void one.get('/berths/:id', boom(new Error('x'))), {
      report: ({ record }: { record: { route?: string } }) => void records.push(record),
    });
    await app.request('/berths/7');
    expect(records).toEqual([expect.objectContaining({ route: '/berths/:id', path: '/berths/7' })]);
  });

  it('shows hooks the Context', async () => {
    const records: object[] = [];
    const app = mounted((one) => void one.get('/', (c) => c.var.reply.conflict()), {
      context: (c: Context) => ({ agent: c.req.header('user-agent') }),
      report: ({ record }: { record: object }) => void records.push(record),
    });
    await app.request('/', { headers: { 'user-agent': 'a buoy' } });
    expect(records).toEqual([expect.objectContaining({ agent: 'a buoy' })]);
  });
});

describe('fields that were set before', () => {
  it('stay: CORS, cookies, a request id', async () => {
    const app = mounted((one) => {
      one.use(cors());
      one.get('/', (c) => {
        c.header('x-request-id', 'abc-1');
        c.header('set-cookie', 'theme=dark');
        throw new Error('S3CRET');
      });
    });
    const { headers } = await app.request('/', API);
    expect([headers.get('access-control-allow-origin'), headers.get('x-request-id'), headers.getSetCookie()]).toEqual(['*', 'abc-1', ['theme=dark']]);
    expect(headers.get('access-control-expose-headers')).toContain('Error-Reference');
  });

  it('go, when they speak of a body that never came, also behind middleware that keeps a Response of its own', async () => {
    const app = new Hono().use(cors()).use(async (c, next) => {
      c.res.headers.set('vary', 'Origin');
      await next();
    });
    halyard(app, QUIET);
    app.get('/', (c) => {
      c.header('etag', '"1"');
      c.header('cache-control', 'public, max-age=3600');
      throw new Error('S3CRET');
    });
    const { headers } = await app.request('/', API);
    expect([headers.get('etag'), headers.get('cache-control')]).toEqual([null, 'no-store']);
    expect(headers.get('vary')).toMatch(/^Origin, Accept\b/);
  });
});

describe('c.var.reply.streaming()', () => {
  it('breaks a stream that fails, after what was written', async () => {
    const app = route((c) =>
      stream(
        c,
        c.var.reply.streaming(async (out) => {
          await out.write('high ');
          throw 'S3CRET';
        }),
      ),
    );
    const reader = (await app.request('/')).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('high ');
    await expect(reader?.read()).rejects.toThrow('The answer broke off');
  });

  it('ends an event stream with an event that contains the error without details', async () => {
    const app = route((c) =>
      streamSSE(
        c,
        c.var.reply.streaming(async (out) => {
          await out.writeSSE({ data: 'high water' });
          throw new Error('S3CRET');
        }),
      ),
    );
    const text = await (await app.request('/')).text();
    expect(text).toMatch(/^data: high water\n\n[\s\S]*event: error\ndata: \{"title":"Internal Server Error"/);
    expect(text).not.toContain('S3CRET');
  });
});

describe('a form', () => {
  it.each([
    ['parseBody()', (c: Context) => c.req.parseBody()],
    ['formData()', (c: Context) => c.req.formData()],
    ['text()', (c: Context) => c.req.text()],
    ['nobody', () => undefined],
  ])('comes back with what was typed, read by %s', async (_who, read) => {
    const app = mounted(
      (one) => {
        one.post('/', async (c) => {
          await read(c);
          return c.var.reply.badRequest({ boat: 'Tell us its name' }, '/new');
        });
        one.get('/new', (c) => c.json({ errors: c.var.reply.form.errors.map(({ message }) => message), old: c.var.reply.form.old('nights') }));
      },
      { flash: { secret: 'a secret of the tests, long enough' } },
    );
    const posted = await app.request('/', { ...FORM, body: 'boat=&nights=3' });
    expect([posted.status, posted.headers.get('location')]).toEqual([303, '/new']);
    const cookie = posted.headers.getSetCookie().map((field) => field.split(';', 1)[0])[0] ?? '';
    const page = await app.request('/new', { headers: { accept: 'text/html', cookie } });
    expect(await page.json()).toEqual({ errors: ['Tell us its name'], old: '3' });
    expect(page.headers.get('cache-control')).toBe('private, no-store');
  });
});
