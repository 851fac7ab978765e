import { describe, expect, it, vi } from 'vitest';
import { html } from '../../core/formats/html.ts';
import type { Failure } from '../../core/report/report.ts';
import { type Settings, settingsOf } from '../../core/settings/settings.ts';
import { nodeEnvironment } from '../node/node-environment.ts';
import { type DevelopmentRoom, withDevelopmentReport } from './development-report.ts';

const PAGE = { body: '<h1>the report</h1>', contentType: 'text/html', value: '' };

function settings(mode: 'development' | 'production' = 'development'): Settings {
  return settingsOf({ environment: mode, logger: false }, nodeEnvironment());
}

function room(render: DevelopmentRoom['render'] = async () => PAGE): DevelopmentRoom {
  return { render, keep: async () => {} };
}

const OUTCOME = {
  name: 'serverError',
  status: 500,
  title: 'Internal Server Error',
  revealed: true,
  errors: [],
  issues: [],
  dataIsBody: false,
  reference: '7K3M-Q9TX',
};

/** Renders a failure as a page. */
async function page(own: Settings, outcome: object = {}, request: object = {}): Promise<{ readonly body: string | undefined; readonly failed: unknown[] }> {
  const failed: unknown[] = [];
  const [format] = own.negotiation.negotiate({ header: (name: string) => (name === 'accept' ? 'text/html' : undefined) } as never, undefined);
  const context = {
    settings: own.rendering,
    request: { transport: 'http', method: 'GET', url: '/', ...request },
    failed: (error: unknown) => failed.push(error),
    note: () => {},
  };
  const rendered = await format?.render({ ...OUTCOME, ...outcome } as never, context as never);
  return { body: rendered?.body, failed };
}

describe('the report of a failure in development', () => {
  it('takes the place of the page, for a client that sees errors in full', async () => {
    const own = withDevelopmentReport(settings(), async () => room());
    expect((await page(own)).body).toBe(PAGE.body);
    expect((await page(own, { revealed: false })).body).toContain('<h1>Internal Server Error</h1>');
  });

  it('is not made for a success, nor for a message over a socket', async () => {
    const own = withDevelopmentReport(settings(), async () => room());
    expect((await page(own, { status: 200, dataIsBody: true })).body).toBeUndefined();
    expect((await page(own, {}, { transport: 'socket' })).body).not.toBe(PAGE.body);
  });

  it('is loaded before the first failure, when the app has started', async () => {
    vi.useFakeTimers();
    try {
      const load = vi.fn(async () => room());
      withDevelopmentReport(settings(), load);
      expect(load).not.toHaveBeenCalled();
      vi.runAllTimers();
      expect(load).toHaveBeenCalledOnce();
      withDevelopmentReport(settings('production'), load);
      vi.runAllTimers();
      expect(load).toHaveBeenCalledOnce();
    } finally {
      vi.useRealTimers();
    }
  });

  it('is loaded by the first failure on a runtime that refuses timers at start', async () => {
    vi.stubGlobal('setTimeout', () => {
      throw new Error('Disallowed operation called within global scope');
    });
    try {
      expect((await page(withDevelopmentReport(settings(), async () => room()))).body).toBe(PAGE.body);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('does not exist in production: the settings stay as they are, and nothing is loaded', async () => {
    const load = vi.fn(async () => room());
    const own = settings('production');
    expect(withDevelopmentReport(own, load)).toBe(own);
    expect((await page(own)).body).not.toBe(PAGE.body);
    expect(load).not.toHaveBeenCalled();
  });

  it('is loaded once, at the first failure', async () => {
    const load = vi.fn(async () => room());
    const own = withDevelopmentReport(settings(), load);
    expect(load).not.toHaveBeenCalled();
    await Promise.all([page(own), page(own), page(own)]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('leaves the answer to the format if it cannot be loaded, and the reason is logged', async () => {
    const missing = new Error('no such file');
    const own = withDevelopmentReport(settings(), () => Promise.reject(missing));
    expect(await page(own)).toMatchObject({ body: expect.stringContaining('<h1>Internal Server Error</h1>'), failed: [missing] });
  });

  it('leaves the answer to the format if it fails, and the failure is logged', async () => {
    const broken = new Error('the report is broken');
    const own = withDevelopmentReport(settings(), async () => room(() => Promise.reject(broken)));
    expect(await page(own)).toMatchObject({ body: expect.stringContaining('<h1>Internal Server Error</h1>'), failed: [broken] });
  });

  it('has the failure as it was logged, and forgets the oldest ones', async () => {
    const render = vi.fn<DevelopmentRoom['render']>(async () => PAGE);
    const own = withDevelopmentReport(settings(), async () => room(render));
    const report = own.report.reporters.at(-1) as (failure: Failure) => void;
    const failure = (index: number): Failure => ({ level: 'error', record: { reference: `R${index}` }, errors: [], request: {} }) as never;
    for (let index = 0; index < 70; index++) report(failure(index));
    await page(own, { reference: 'R69' });
    expect(render.mock.lastCall?.[0].failure?.record.reference).toBe('R69');
    await page(own, { reference: 'R0' });
    expect(render.mock.lastCall?.[0].failure).toBeUndefined();
  });

  it("leaves an app's own format as it is", async () => {
    const mine = { name: 'page', mediaType: 'text/html', render: () => ({ body: 'mine', contentType: 'text/html', value: 'mine' }) };
    const own = withDevelopmentReport(settingsOf({ environment: 'development', logger: false, formats: [mine] }, nodeEnvironment()), async () => room());
    expect((await page(own)).body).toBe('mine');
    const builtIn = withDevelopmentReport(settingsOf({ environment: 'development', logger: false, formats: [html] }, nodeEnvironment()), async () => room());
    expect((await page(builtIn)).body).toBe(PAGE.body);
  });

  it('reads a submitted form once, however often the page is rendered', async () => {
    const recover = vi.fn(() => undefined);
    const forms = { recover, locals: () => ({}), sections: () => ({ linkBack: '', typed: '' }), formats: () => [] };
    const base = settings();
    const own = withDevelopmentReport({ ...base, rendering: { ...base.rendering, forms } }, async () =>
      room(async ({ context, outcome }) => {
        await html.render(outcome, context);
        return undefined;
      }),
    );
    await page(own);
    expect(recover).toHaveBeenCalledTimes(1);
  });
});
