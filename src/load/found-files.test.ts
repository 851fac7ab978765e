import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { folderWith } from '../../tests/support/view-folder.ts';
import type { Options } from '../core/settings/options.ts';
import { nodeSettings } from '../hosting/node/node-settings.ts';
import { webSettings } from '../hosting/web/web-settings.ts';
import { type LoadOptions, load } from './load.ts';

afterEach(() => vi.unstubAllEnvs());

const RESPONSE = 'module.exports = function () {};';

type Mount = (options: Options) => unknown;
const onNode: Mount = (options) => nodeSettings(options);

/** The lines that the start of an app logs, and its folder. */
async function startOf(
  files: Readonly<Record<string, string>>,
  { mode = 'development', mount = onNode, ...more }: Partial<LoadOptions> & { readonly mode?: string; readonly mount?: Mount } = {},
): Promise<{ readonly root: string; readonly log: readonly (readonly [level: string, line: string])[] }> {
  vi.stubEnv('NODE_ENV', mode);
  const root = await folderWith(files);
  const log: [string, string][] = [];
  const at = (level: string) => (_: object, line: string) => void log.push([level, line]);
  const logger = { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
  const options = { ...(await load({ root, ...more })), logger };
  mount(options);
  return { root, log };
}

describe('the start line of load()', () => {
  it.each<[string, Mount]>([
    ['a Node host', onNode],
    ['a host of Request and Response', (options) => webSettings(options, { waitUntil: () => {} })],
  ])('names the responses and the views that were found, with their folders, on %s', async (_, mount) => {
    const files = {
      'api/responses/notFound.cjs': RESPONSE,
      'api/responses/soldOut.cjs': RESPONSE,
      'views/404.ejs': '',
      'views/5xx.ejs': '',
      'views/home.ejs': '',
    };
    const { root, log } = await startOf(files, { mount });
    expect(log).toEqual([
      ['info', `halyard: loaded 2 responses (notFound, soldOut) from ${join(root, 'api/responses')} and 2 views (404, 5xx) from ${join(root, 'views')}.`],
    ]);
  });

  it('names what there is', async () => {
    const { root, log } = await startOf({ 'views/404.ejs': '' });
    expect(log).toEqual([['info', `halyard: loaded 1 view (404) from ${join(root, 'views')}.`]]);
  });

  it('says where nothing was found', async () => {
    const { root, log } = await startOf({ 'README.md': '' });
    expect(log).toEqual([['info', `halyard: load() found no responses in ${join(root, 'api/responses')} and no views in ${join(root, 'views')}.`]]);
  });

  it('has no path for responses that were passed as modules', async () => {
    const { log } = await startOf({ 'README.md': '' }, { responses: { soldOut: () => {} }, views: false });
    expect(log).toEqual([['info', 'halyard: loaded 1 response (soldOut) from the modules that you passed.']]);
  });

  it('lists twelve names at most', async () => {
    const names = Array.from({ length: 14 }, (_, i) => `response${String.fromCharCode(65 + i)}`);
    const { log } = await startOf(Object.fromEntries(names.map((name) => [`api/responses/${name}.cjs`, RESPONSE])));
    expect(log[0]?.[1]).toContain(`14 responses (${names.slice(0, 12).join(', ')}, …)`);
  });

  it('is logged once, although the same options are mounted twice', async () => {
    const mount: Mount = (options) => [nodeSettings(options), nodeSettings({ ...options, flash: false })];
    expect((await startOf({ 'views/404.ejs': '' }, { mount })).log).toHaveLength(1);
  });

  it.each<[string, Mount]>([
    ['the responses', ({ responses, logger }) => nodeSettings({ responses: { ...responses }, logger } as Options)],
    ['the views', ({ views, logger }) => nodeSettings({ views: [views].flat(), logger } as Options)],
  ])('is logged if the app passes on only %s', async (_, mount) => {
    const { log } = await startOf({ 'api/responses/notFound.cjs': RESPONSE, 'views/404.ejs': '' }, { mount });
    expect(log.map(([, line]) => line)).toEqual([expect.stringContaining('1 response (notFound)')]);
  });

  it.each<[string, { readonly mode?: string; readonly mount?: Mount }]>([
    ['in production', { mode: 'production' }],
    ["if the app's option says production", { mount: (options) => nodeSettings({ ...options, environment: 'production', flash: false }) }],
  ])('is absent %s', async (_, about) => {
    expect((await startOf({ 'views/404.ejs': '<h1>Lost</h1>', 'views/500.html': '', 'api/responses/notfound.cjs': RESPONSE }, about)).log).toEqual([]);
  });
});

describe('a hint at the start', () => {
  const hintFor = async (file: string, text = '', more: Partial<LoadOptions> = {}): Promise<readonly string[]> =>
    (await startOf({ [file]: text }, more)).log.filter(([level]) => level === 'warn').map(([, line]) => line);

  it.each([
    ['notfound.cjs', 'the response "notfound" is called as res.notfound(), and does not replace res.notFound(). Did you mean "notFound"?'],
    ['NotFound.cjs', 'the response "NotFound" is called as res.NotFound(), and does not replace res.notFound(). Did you mean "notFound"?'],
    ['server-error.cjs', `the response "server-error" is called as res['server-error'](), and does not replace res.serverError(). Did you mean "serverError"?`],
    ['sold-out.cjs', `the response "sold-out" is called as res['sold-out'](). Did you mean "soldOut", which is called as res.soldOut()?`],
    ['sold.out.cjs', `the response "sold.out" is called as res['sold.out'](). Did you mean "soldOut", which is called as res.soldOut()?`],
  ])('names the method of api/responses/%s, and the one that was probably meant', async (file, hint) => {
    expect(await hintFor(`api/responses/${file}`, RESPONSE)).toEqual([`halyard: ${hint}`]);
  });

  it.each(['notFound.cjs', 'soldOut.cjs', 'sold_out.cjs', 'teapot.cjs'])('is not needed for api/responses/%s', async (file) => {
    expect(await hintFor(`api/responses/${file}`, RESPONSE)).toEqual([]);
  });

  it.each([
    [
      '404.html',
      /^halyard: load\(\) does not read the view "404\.html", because it has no engine for \.html files\. Rename it to "404\.ejs", or pass an engine: load\(\{ engines: \{ html: … \} \}\)\./,
    ],
    ['5xx.pug', /"5xx\.pug".* no engine for \.pug files.*"5xx\.ejs"/],
    ['4XX.ejs', /^halyard: the view "4XX\.ejs" is not read\. Did you mean "4xx\.ejs"\?$/],
    ['404.EJS', /"404\.EJS" is not read\. Did you mean "404\.ejs"\?/],
    ['404.html.ejs', /"404\.html\.ejs" is not read\. Did you mean "404\.ejs"\?/],
  ])('says why views/%s is not shown', async (file, hint) => {
    expect(await hintFor(`views/${file}`)).toEqual([expect.stringMatching(hint)]);
  });

  it.each(['404.ejs', '4xx.ejs', '404.css', '404.png', '404-layout.ejs', '4040.html', 'home.html', '600.html'])('is not needed for views/%s', async (file) => {
    expect(await hintFor(`views/${file}`)).toEqual([]);
  });

  it('is not needed for a view with an engine', async () => {
    expect(await hintFor('views/404.pug', '', { engines: { '.pug': (_path, _locals, done) => done(null, 'page') } })).toEqual([]);
  });
});
