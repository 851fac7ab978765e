import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import ejs from 'ejs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { folderWith } from '../../../tests/support/view-folder.ts';
import type { Format } from '../../core/formats/format.ts';
import { html } from '../../core/formats/html.ts';
import { defineResponse } from '../../core/responses/define-response.ts';
import type { Options } from '../../core/settings/options.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { nodeSettings } from '../../hosting/node/node-settings.ts';
import { webSettings } from '../../hosting/web/web-settings.ts';
import { type Engine, type LoadOptions, load } from '../load.ts';

beforeEach(() => void vi.stubEnv('NODE_ENV', 'production'));
afterEach(() => vi.unstubAllEnvs());

type About = Partial<LoadOptions> & { readonly options?: Options; readonly mount?: (options: Options) => unknown };

/** Mounts an app with these views. Returns the lines of its start. */
async function startOf(files: Readonly<Record<string, string>>, { options, mount = nodeSettings, ...loading }: About = {}) {
  const root = await folderWith(Object.fromEntries(Object.entries(files).map(([name, text]) => [`views/${name}`, text])));
  const log: (readonly [level: string, line: string])[] = [];
  const at = (level: string) => (_: object, line: string) => void log.push([level, line]);
  const logger = { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
  mount({ flash: false, ...(await load({ root, ...loading })), ...options, logger });
  return { log, views: join(root, 'views') };
}

const WITHOUT_USER = '<h1>\n<%= user.name %></h1>';

describe('a view that cannot be rendered', () => {
  it.each([
    ['a Node host', nodeSettings],
    ['a host of Request and Response', (options: Options) => webSettings(options, { waitUntil: () => {} })],
  ])('is logged at start with its file and line, on %s', async (_, mount) => {
    const { log, views } = await startOf({ '404.ejs': WITHOUT_USER, '500.ejs': '<h1>Sorry</h1>' }, { mount });
    const [line, expected, todo] = log[0]?.[1].split('\n  ') ?? [];
    expect(log).toHaveLength(1);
    expect(log[0]?.[0]).toBe('warn');
    expect(line).toBe(`halyard: E_VIEW: A view failed. Found view "404" failing at start with status 404: ${join(views, '404.ejs')}:2: user is not defined.`);
    expect(expected).toMatch(/^Expected a page for a visitor without a user/);
    expect(todo).toMatch(/locals\.user\?\.name/);
  });

  it('names the line of the part that it includes', async () => {
    const { log, views } = await startOf({ '5xx.ejs': '<%- include("parts/head") %>', 'parts/head.ejs': '\n\n<%= noSuchLocal %>' });
    expect(log.map(([, line]) => line)).toEqual([expect.stringContaining(`${join(views, 'parts/head.ejs')}:3: noSuchLocal is not defined.`)]);
  });

  it.each([
    ['one status', '<h1><% if (status === 410) noSuchLocal %>', /with status 410: /],
    ['a few statuses', '<h1><% if (status === 410 || status === 418) noSuchLocal %>', /with the statuses 410, 418: /],
    ['all of them', '<% noSuchLocal %>', /with the statuses 400, 401, 402, 403, 405, 406 and \d\d more: /],
  ])('is one line for %s', async (_, text, statuses) => {
    const { log } = await startOf({ '4xx.ejs': text, '404.ejs': 'Lost' });
    expect(log.map(([, line]) => line)).toEqual([expect.stringMatching(statuses)]);
  });

  it('is tried with the responses of the app, and with a status that only the file has', async () => {
    const responses = { outOfPaper: defineResponse({ status: 499, title: 'Out of Paper', outcome: (_: { name: string }) => ({}) }) };
    const { log } = await startOf(
      { '4xx.ejs': '<h1><% if (title === "Out of Paper") noSuchLocal %>', '460.ejs': '<% noSuchLocal %>' },
      { options: { responses } },
    );
    expect(log.map(([, line]) => /view "(\w+)".* status (\d+)/.exec(line)?.slice(1))).toEqual([
      ['460', '460'],
      ['4xx', '499'],
    ]);
  });

  it('may be a part of a page, for htmx or Turbo', async () => {
    const { log } = await startOf({ 'fragments/422.ejs': '<% noSuchLocal %>', 'turbo-streams/5xx.ejs': '<% noSuchLocal %>' });
    await vi.waitFor(() => expect(log.map(([, line]) => /view "([^"]+)"/.exec(line)?.[1])).toEqual(['fragments/422', 'turbo-streams/5xx']));
  });

  it('is logged once, although it is mounted twice', async () => {
    const { log } = await startOf({ '404.ejs': WITHOUT_USER }, { mount: (options) => [nodeSettings(options), nodeSettings({ ...options })] });
    expect(log).toHaveLength(1);
  });

  it.each([
    ['late', () => {}, /^halyard: E_VIEW: .*still rendering after 60 ms \(.*4xx\.own\)/s],
    [
      'empty',
      (_: string, __: object, done: (error: unknown, page?: string) => void) => done(null, ''),
      /Found view "4xx" failing .*: 0 characters.* \(.*4xx\.own\)/s,
    ],
    ['without an error message', (_: string, __: object, done: (error: unknown) => void) => done('broken'), /4xx\.own: "broken"/],
    [
      'placed by its engine',
      (path: string, __: object, done: (error: unknown) => void) => done(new Error(`${path}:7:3\n  > 7| x\n\nno x`)),
      /4xx\.own:7:3: no x\./,
    ],
  ])('is logged if it is %s, and the start goes on', async (_, own, line) => {
    const { log } = await startOf({ '4xx.own': '' }, { engines: { own }, options: { deadline: 60 } });
    await vi.waitFor(() => expect(log).toEqual([['warn', expect.stringMatching(line)]]));
  });

  it('masks a secret in the message', async () => {
    const { log } = await startOf({ '404.ejs': '<% throw new Error("password=hunter2-S3CRET") %>' });
    expect(log[0]?.[1]).toContain('404.ejs:1');
    expect(log[0]?.[1]).not.toContain('hunter2');
  });
});

describe("with 'refuse'", () => {
  it('the app does not start', async () => {
    const refused = startOf({ '404.ejs': WITHOUT_USER }, { rehearse: 'refuse' });
    await expect(refused).rejects.toThrow(/E_VIEW: .*404\.ejs:2: user is not defined/s);
    await expect(refused).rejects.toBeInstanceOf(HalyardError);
  });

  it('an app starts whose views can be rendered', async () => {
    expect((await startOf({ '404.ejs': '<%= title %>' }, { rehearse: 'refuse' })).log).toEqual([]);
  });

  it('the process ends, if the engine takes time', async () => {
    const root = await folderWith({ 'views/404.own': '' });
    const program = `
      import { load } from 'halyard/load';
      import { halyard } from 'halyard/node-http';
      const own = (path, locals, done) => setTimeout(() => done(new Error('no such partial')), 10);
      const app = halyard(await load({ root: ${JSON.stringify(root)}, engines: { own }, rehearse: 'refuse' }));
      app.createServer(() => {}).listen(0, '127.0.0.1');`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', timeout: 30_000 });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/E_VIEW: .*404\.own: no such partial/s)]);
  });
});

/** Formats of an app that add a local to its pages. */
const themed: Format = {
  ...html,
  render: (outcome, context) => html.render(outcome, { ...context, settings: { ...context.settings, locals: { theme: 'dark' } } }),
};
const needy: Format = {
  ...themed,
  render: (outcome, context) => themed.render(outcome, { ...context, note: (context.request.native as Request).signal.aborted as never }),
};

const awaiting: Engine = (path, locals, done) => void ejs.renderFile(path, locals as ejs.Data, { async: true }).then((page) => done(null, page), done);

describe('nothing is logged', () => {
  it.each<[string, Readonly<Record<string, string>>, About]>([
    [
      'if all views can be rendered',
      { '404.ejs': '<h1><%= locals.user?.name %>', '4xx.ejs': '<h1><%= form.summary() %><%= old("a") %>', '5xx.ejs': '<%= errors.length %>' },
      {},
    ],
    ['if the option `locals` has the name', { '404.ejs': '<%= site %>' }, { options: { locals: { site: 'Shop' } } }],
    [
      'if the function `locals` has the name',
      { '404.ejs': '<%= site %>' },
      { options: { locals: (req) => ({ site: 'Shop', user: req.user, url: req.headers.host }) } },
    ],
    ['if a Koa function `locals` has the name', { '404.ejs': '<%= site %>' }, { options: { locals: (ctx) => ({ site: ctx.state.user?.site ?? 'Shop' }) } }],
    ['if a late function `locals` has the name', { '404.ejs': '<%= site %>' }, { options: { locals: async () => ({ site: 'Shop' }) } }],
    ['if a promise of `locals` rejects', { '404.ejs': '<%= 1 %>' }, { options: { locals: () => ({ user: Promise.reject(new Error('nobody')) }) } }],
    ['if the function `locals` needs a real request', { '404.ejs': '<%= site %>' }, { options: { locals: (req) => ({ site: req.session.site }) } }],
    ['if the preset has the name', { '5xx.ejs': '<h1><%= error %>' }, { options: { preset: 'sails-1' } }],
    ['if a format of the app has the name', { '5xx.ejs': '<%= theme %>' }, { options: { formats: [themed] } }],
    ['if a format of the app needs a real request', { '5xx.ejs': '<%= theme %>' }, { options: { formats: [needy] } }],
    [
      'if a view awaits its parts',
      { '5xx.own': '<%- await include("part.own", { title }) %>', 'part.own': '<%= await title %>' },
      { engines: { own: awaiting } },
    ],
    ['if views are not read', { '404.ejs': WITHOUT_USER }, { views: false }],
    ['without a rehearsal', { '404.ejs': WITHOUT_USER }, { rehearse: false }],
    ['for a view of a success, and for one without a status', { '200.ejs': WITHOUT_USER, 'home.ejs': WITHOUT_USER }, {}],
  ])('%s', async (_, files, about) => {
    const { log } = await startOf(files, about);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(log).toEqual([]);
  });

  it('in development, unless the app asks for it', async () => {
    vi.stubEnv('NODE_ENV', 'development');
    const warnings = async (about: About) => {
      const { log } = await startOf({ '404.ejs': WITHOUT_USER }, about);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return log.filter(([level]) => level === 'warn').length;
    };
    expect([await warnings({}), await warnings({ rehearse: true }), await warnings({ rehearse: 'warn' })]).toEqual([0, 1, 1]);
  });
});

it('calls the function `locals` once, and calls no `outcome` of a response', async () => {
  const locals = vi.fn(() => ({}));
  const outcome = vi.fn(() => ({}));
  await startOf({ '4xx.ejs': '<%= title %>' }, { options: { locals, responses: { outOfStock: defineResponse({ status: 409, title: 'Sold out', outcome }) } } });
  expect([locals.mock.calls.length, outcome.mock.calls.length]).toEqual([1, 0]);
});

it.each([0, 'no', 'Warn', null, {}, 'true'])('refuses the value %j of `rehearse`', async (rehearse) => {
  const refused = load({ root: '.', rehearse: rehearse as never });
  await expect(refused).rejects.toThrow(/^E_OPTION: .*\n?.*rehearse: .* for load\(\).*\n {2}Expected true, false, 'warn' or 'refuse'\.$/);
});
