import { setTimeout as later } from 'node:timers/promises';
import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import { parseSetCookie } from 'cookie';
import type Koa from 'koa';
import type { Context } from 'koa';
// @ts-expect-error It has no types.
import mount from 'koa-mount';
import session from 'koa-session';
import { describe, expect, it } from 'vitest';
import { type Answer, type Asking, ask, harbour, withEjs } from '../../../tests/support/koa-harbour.ts';
import { badRequest } from '../../core/responses/index.ts';
import type { Options } from '../../core/settings/options.ts';
import { sessionFlash } from '../../forms/stores/session-flash.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
const SECRET = { flash: { secret: 'a secret of the harbour, 123456789012' } };
const ISSUES = [{ path: ['boat'], message: 'Tell us its name.' }];

/** Renders the locals of a view in one line. */
const LOCALS_VIEW =
  "<%= typeof errors %> <%= typeof old %> <%= typeof flash %> <%= typeof form %>|<%= errors.first?.() %>|<%= old('boat') %>|<%= flash('info') %>";

type Contexts = Koa['context'];

/** A browser with its cookies. */
function browse(app: Koa): (method: string, path: string, asking?: Asking) => Promise<Answer> {
  const server = app.listen(0, '127.0.0.1');
  const cookies = new Map<string, string>();
  return async (method, path, { headers = {}, ...asking } = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await ask(server, path, { method, ...asking, headers: { accept: 'text/html', ...(cookie === '' ? {} : { cookie }), ...headers } });
    for (const { name, value, maxAge, expires } of (answer.headers['set-cookie'] ?? []).map((field) => parseSetCookie(field))) {
      if (maxAge === 0 || (expires !== undefined && expires.getTime() < Date.now())) cookies.delete(name);
      else cookies.set(name, value ?? '');
    }
    return answer;
  };
}

function withForm(app: Koa, answer: (ctx: Context) => unknown = (ctx) => ctx.badRequest(ISSUES, '/signup')): Koa {
  const router = new Router();
  router.get('/signup', (ctx) => (ctx as unknown as { render(view: string): unknown }).render('signup'));
  router.post('/signup', (ctx) => answer(ctx as never) as never);
  app.use(router.routes());
  return app;
}

async function signUp(app: Koa): Promise<string[]> {
  const visit = browse(app);
  const posted = await visit('POST', '/signup', { headers: FORM, body: 'boat=Petrel' });
  expect(posted).toMatchObject({ status: 303, headers: { location: '/signup' } });
  return [(await visit('GET', '/signup')).text, (await visit('GET', '/signup')).text];
}

const ERRORS_SHOWN = 'object function function object|Tell us its name.|Petrel|';
const NOTHING = 'object function function object|||';

describe('forms on Koa', () => {
  const app = (options: Options = {}): Koa => {
    const made = harbour({ ...SECRET, ...options }).app;
    withEjs(made, { signup: LOCALS_VIEW });
    return made;
  };

  it.each<[string, (ctx: Context) => unknown]>([
    ['answered', (ctx) => ctx.badRequest(ISSUES, '/signup')],
    ['answered later', (ctx) => later(5).then(() => ctx.badRequest(ISSUES, '/signup'))],
    ['thrown', () => Promise.reject(badRequest(ISSUES, '/signup'))],
  ])('add locals to every view, and the errors and submitted values once, %s', async (_, answer) => {
    expect(await signUp(withForm(app(), answer))).toEqual([ERRORS_SHOWN, NOTHING]);
  });

  it('have what @koa/bodyparser has read', async () => {
    expect(await signUp(withForm(app().use(bodyParser()) as unknown as Koa))).toEqual([ERRORS_SHOWN, NOTHING]);
  });

  it('leave alone what `ctx.state` and the call have under those names', async () => {
    const own = app();
    own.use((ctx) => {
      Object.assign(ctx.state, { flash: () => "the state's" });
      return (ctx as unknown as { render(view: string, locals: object): unknown }).render('signup', { old: () => "the call's" });
    });
    expect((await ask(own)).text).toBe('object function function object||the call&#39;s|the state&#39;s');
  });

  it.each(['before', 'after'])('are in the views of a `ctx.render` that middleware such as koa-views adds %s Halyard is mounted', async (order) => {
    const own = harbour(SECRET).app;
    const give = (contexts: Contexts): void => {
      contexts['render'] = async function (this: Context, view: string, locals: { old(name: string): string }) {
        this.body = `${view}: ${Object.keys(locals)}|${locals.old('boat')}`;
      };
    };
    if (order === 'before') own.use((ctx, next) => [give(ctx as never), next()][1]);
    else give(own.context);
    expect(await signUp(withForm(own))).toEqual(['signup: errors,old,flash,form|Petrel', 'signup: errors,old,flash,form|']);
  });

  it('keep their flash in the session of koa-session, which is stored before the redirect leaves', async () => {
    for (const answer of [undefined, () => Promise.reject(badRequest(ISSUES, '/signup'))]) {
      const kept = new Map<string, object>();
      const store = {
        get: async (key: string) => kept.get(key),
        set: (key: string, value: object) => later(20).then(() => void kept.set(key, value)),
        destroy: async (key: string) => void kept.delete(key),
      };
      const own = app({ flash: { store: sessionFlash() } });
      own.keys = ['a key of the tests'];
      own.use(session({ store } as never, own as never) as never);
      expect(await signUp(withForm(own, answer))).toEqual([ERRORS_SHOWN, NOTHING]);
    }
  });

  it('go back to the page that they stand on, where the router answers its GET', async () => {
    const own = app();
    const router = new Router();
    router.get('/both', (ctx) => ctx.ok()).post(['/both', '/only'], (ctx) => ctx.badRequest('No.'));
    own.use(router.routes());
    const from = async (path: string): Promise<number> => {
      const headers = { ...FORM, accept: 'text/html', host: 'harbour.example', referer: `http://harbour.example${path}` };
      return (await ask(own, path, { method: 'POST', headers, body: 'boat=Petrel' })).status;
    };
    expect([await from('/both'), await from('/only')]).toEqual([303, 400]);
  });

  it('have a `ctx.flash` for apps that come from koa-connect-flash, and leave theirs alone', async () => {
    const own = app();
    own.use((ctx) => {
      if (ctx.method === 'GET') return ctx.ok(ctx.flash('info'));
      ctx.flash('info', 'Booked.');
      return ctx.redirect('/berths');
    });
    const visit = browse(own);
    await visit('POST', '/book', { headers: FORM });
    const json = { headers: { 'sec-fetch-dest': 'document', 'x-requested-with': 'XMLHttpRequest', accept: 'application/json' } };
    expect((await visit('GET', '/berths', json)).text).toBe('["Booked."]');
  });

  it('are found over TLS that a trusted proxy took off', async () => {
    const own = withForm(app());
    own.proxy = true;
    const answer = await ask(own, '/signup', { method: 'POST', headers: { ...FORM, accept: 'text/html', 'x-forwarded-proto': 'https' }, body: 'boat=Petrel' });
    expect(answer.headers['set-cookie']).toEqual([expect.stringMatching(/^__Host-halyard\./)]);
  });

  it('work in an app that is mounted in an app without Halyard', async () => {
    const [outer, inner] = [new (app().constructor as typeof Koa)(), app()];
    inner.use(async (ctx) => {
      if (ctx.method === 'POST') return ctx.badRequest(ISSUES, '/quay/signup');
      return ctx.ok(ctx.form.read()?.old);
    });
    outer.use(mount('/quay', inner));
    const visit = browse(outer);
    expect(await visit('POST', '/quay/signup', { headers: FORM, body: 'boat=Petrel' })).toMatchObject({ status: 303 });
    expect((await visit('GET', '/quay/signup')).text).toContain('Petrel');
  });
});
