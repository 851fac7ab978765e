import { Hono } from 'hono';
import { html } from 'hono/html';
import { jsx } from 'hono/jsx';
import { stream } from 'hono/streaming';
import { describe, expect, it } from 'vitest';
import type { Options } from '../../core/settings/options.ts';
import { halyard } from './hono.ts';

const API = { headers: { accept: 'application/problem+json' } };
const PAGE = { headers: { accept: 'text/html' } };

function harbour(options: Options = {}, app = new Hono()): { app: Hono; lines: string[] } {
  const lines: string[] = [];
  const log = (_record: object, line: string): void => void lines.push(line);
  halyard(app, { logger: { error: log, warn: log, info: log, debug: log }, ...options });
  return { app, lines };
}

/** Outer middleware that works after the handler, such as a session or a transaction that commits. */
function committing(value: unknown): ReturnType<typeof harbour> {
  const made = harbour();
  made.app.use(async (_c, next) => {
    await next();
    throw value;
  });
  return made;
}

describe('what fails above a handler on Hono', () => {
  it.each([[new Error('the database is gone')], [null], [undefined]])('takes back a success that was answered: %s', async (value) => {
    const { app, lines } = committing(value);
    app.get('/', (c) => c.var.reply.created({ id: 7 }, '/berths/7'));
    const response = await app.request('/', API);
    expect([response.status, response.headers.get('location'), ((await response.json()) as { status: number }).status]).toEqual([500, null, 500]);
    expect(lines.length).toBe(1);
  });

  it('does so through an onError of the app', async () => {
    const { app } = committing(new Error('S3CRET'));
    app.onError((error, c) => c.var.reply.negotiate(error));
    app.get('/', (c) => c.var.reply.ok({ id: 7 }));
    expect((await app.request('/', API)).status).toBe(500);
  });

  it('keeps a failure that was answered before', async () => {
    const { app } = committing(new Error('S3CRET'));
    app.get('/', (c) => c.var.reply.badRequest('No such berth'));
    const response = await app.request('/', API);
    expect([response.status, await response.json()]).toEqual([400, expect.objectContaining({ detail: 'No such berth' })]);
  });
});

describe('an app beside its `basePath()`', () => {
  it('answers, and logs a record', async () => {
    const { app, lines } = harbour({}, new Hono().basePath('/api'));
    expect((await app.request('/elsewhere', API)).status).toBe(404);
    expect(lines).toEqual(['GET /elsewhere 404 notFound']);
  });
});

describe('a class of the app’s own', () => {
  it('is not made a second time: it may need what only its maker has, or mount Halyard itself', async () => {
    class Harbour extends Hono {
      constructor(owner: { readonly name: string }) {
        super();
        halyard(this, { logger: false, context: () => ({ owner: owner.name }) });
      }
    }
    expect((await new Harbour({ name: 'Kittiwake' }).request('/', API)).status).toBe(404);
    const late = new (class extends Hono {})();
    late.onError((_error, c) => c.text('mine'));
    expect(() => halyard(late)).toThrow('E_NAME_TAKEN');
  });
});

describe('views on Hono', () => {
  it.each<[string, (locals: { readonly title?: string }) => unknown]>([
    ['html``', ({ title }) => html`<h1>${title}</h1>`],
    ['html`` that waits', ({ title }) => html`<h1>${Promise.resolve(title)}</h1>`],
    ['JSX', ({ title }) => jsx('h1', {}, title as string)],
    ['JSX that waits', ({ title }) => jsx(async () => jsx('h1', {}, title as string), {})],
    ['text', ({ title }) => `<h1>${title}</h1>`],
  ])('may be %s', async (_, view) => {
    const { app } = harbour({ views: { render: (name, locals) => (name === '404' ? (view({ title: `<${locals['title']}>` }) as string) : undefined) } });
    const response = await app.request('/', PAGE);
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await response.text()).toMatch(/^<h1>(&lt;|<)Not Found(&gt;|>)<\/h1>$/);
  });
});

describe('c.var.reply.streaming()', () => {
  it('breaks off a stream in which a failure is answered without a thrown error', async () => {
    const { app } = harbour();
    app.get('/', (c) =>
      stream(
        c,
        c.var.reply.streaming(async (out) => {
          await out.write('high ');
          void c.var.reply.serverError(new Error('S3CRET'));
        }),
      ),
    );
    await expect((await app.request('/')).text()).rejects.toThrow('The answer broke off');
  });
});
