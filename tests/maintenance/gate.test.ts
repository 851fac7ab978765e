import { afterEach, describe, expect, it } from 'vitest';
import type { IncomingRequest } from '../../src/core/ports/request.ts';
import type { Failure } from '../../src/core/report/report.ts';
import type { ResponseContext } from '../../src/core/responses/app-response.ts';
import type { Options } from '../../src/core/settings/options.ts';
import { type App, HOSTS } from './gate-hosts.ts';

const JSON_CLIENT = { accept: 'application/json', connection: 'close' };

describe.each(Object.entries(HOSTS))('a planned outage on %s', (_, start) => {
  let app: App;
  afterEach(() => app.stop());

  /** An app whose outage begins and ends, with its log, its reports, and the requests that the source was asked for. */
  async function appWith(own: Options = {}) {
    const state = { out: true, asked: [] as IncomingRequest[], log: [] as (readonly [string, Record<string, unknown>])[], reports: [] as Failure[] };
    const write = (level: string) => (record: object) => void state.log.push([level, record as Record<string, unknown>]);
    app = await start({
      environment: 'production',
      logger: { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') },
      report: (failure) => void state.reports.push(failure),
      maintenance: {
        meets(request) {
          state.asked.push(request);
          return state.out ? { retryAfter: 90, message: 'We move the harbour' } : undefined;
        },
      },
      ...own,
    });
    const ask = (init: RequestInit = {}, path = '/orders') => fetch(`${app.url}${path}`, { ...init, headers: { ...JSON_CLIENT, ...init.headers } });
    return { state, ask };
  }

  it('runs no middleware, no body parser and no route, and asks the source once for each request', async () => {
    const { state, ask } = await appWith();
    const answers = [await ask(), await ask({ method: 'POST', body: '{ no JSON', headers: { 'content-type': 'application/json' } }), await ask({}, '/nowhere')];
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(answers.map(({ headers }) => headers.get('retry-after'))).toEqual(['90', '90', '90']);
    expect(app.ran).toEqual([]);
    expect(state.asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /orders', 'POST /orders', 'GET /nowhere']);
  });

  it('ends, and then the app answers as before', async () => {
    const { state, ask } = await appWith();
    expect((await ask()).status).toBe(503);
    state.out = false;
    expect((await ask()).status).toBe(200);
    expect(app.ran).toContain('route');
    expect(state.asked).toHaveLength(2);
    state.out = true;
    expect((await ask()).status).toBe(503);
  });

  it('is one record at the level info, and no report, whatever the option levels raises', async () => {
    const { state, ask } = await appWith({ levels: { 503: 'error', '5xx': 'error' }, context: () => ({ user: 7 }) });
    const answer = await ask();
    const { reference } = (await answer.json()) as { reference: string };
    expect(state.log.filter(([, record]) => record['reference'] === reference)).toEqual([
      ['info', expect.objectContaining({ response: 'serviceUnavailable', status: 503, path: '/orders', maintenance: true, user: 7, handled: true })],
    ]);
    expect(state.reports).toEqual([]);
  });

  it('is no record if the option levels switches 503 off', async () => {
    const { state, ask } = await appWith({ levels: { 503: false } });
    expect((await ask()).status).toBe(503);
    expect(state.log.filter(([, { status }]) => status === 503)).toEqual([]);
  });

  it("has the app's own view and the app's own response, which gets message and options", async () => {
    const calls: unknown[][] = [];
    const { ask } = await appWith({
      views: { render: (view, { message }) => (view === '503' ? `<p>closed: ${message}</p>` : undefined) },
      responses: {
        serviceUnavailable(this: ResponseContext, ...args: readonly unknown[]) {
          calls.push([...args]);
          return this.default(...args);
        },
      },
    });
    const page = await ask({ headers: { accept: 'text/html' } });
    expect([page.status, await page.text()]).toEqual([503, '<p>closed: We move the harbour</p>']);
    expect(calls).toEqual([['We move the harbour', expect.objectContaining({ retryAfter: 90 })]]);
  });

  it("logs and answers an error of the app's own response", async () => {
    const { state, ask } = await appWith({
      responses: {
        serviceUnavailable() {
          throw new Error('the flags are lost');
        },
      },
    });
    const answer = await ask();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '90']);
    const { reference } = (await answer.json()) as { reference: string };
    expect(state.log.filter(([, record]) => record['reference'] === reference).map(([level]) => level)).toEqual(['info', 'error']);
  });

  it('shows nothing more in development, and keeps no failure', async () => {
    const { state, ask } = await appWith({ environment: 'development' });
    const page = await ask({ headers: { accept: 'text/html' } });
    const text = await page.text();
    expect(page.status).toBe(503);
    expect(text).toContain('We move the harbour');
    expect(text).not.toContain('<script');
    expect(state.reports).toEqual([]);
  });

  it('passes the cookies of the request to the source', async () => {
    const { state, ask } = await appWith();
    await ask({ headers: { cookie: 'pass=1' } });
    expect(state.asked[0]?.header('cookie')).toBe('pass=1');
  });
});
