import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, workspace } from '../../tests/support/view-folder.ts';
import { Occurrence } from '../core/pipeline/occurrence.ts';
import type { Representation } from '../core/ports/representation.ts';
import type { IncomingRequest } from '../core/ports/request.ts';
import { safeOutcome } from '../core/responses/define-response.ts';
import { settingsOf } from '../core/settings/settings.ts';
import { consoleLogger } from '../hosting/node/console-logger.ts';
import { type Engine, folderViews } from './folder-views.ts';

const MODES = [
  ['development', true],
  ['production', false],
] as const;

/** Returns the page that a browser gets for a response, in production or development. */
async function page(
  folder: string,
  name: string,
  options: { readonly args?: readonly unknown[]; readonly development?: boolean; readonly engines?: Readonly<Record<string, Engine>> } = {},
): Promise<Representation & { readonly failures: readonly string[] }> {
  const failures: string[] = [];
  const log = (record: object): void => {
    failures.push(String((record as { err?: { message: string } }).err?.message));
  };
  const views = await folderViews(folder, options.engines ?? {}, options.development ?? false);
  const environment = {
    mode: 'production' as const,
    modeReason: '',
    now: () => performance.now(),
    random: (bytes: Uint8Array) => bytes,
    logger: consoleLogger(),
  };
  const settings = settingsOf({ views, logger: { error: log, warn: log, info: log, debug: log } }, environment);
  const request = {
    method: 'GET',
    url: '/',
    httpVersion: '1.1',
    remoteAddress: '192.0.2.1',
    header: (field: string) => (field === 'accept' ? 'text/html' : undefined),
    replyHeader: () => undefined,
  } as unknown as IncomingRequest;
  const representation = await new Occurrence(
    settings,
    request,
    safeOutcome(settings.mapping.responses.byName.get(name)?.definition as never, (options.args ?? []) as never),
  ).represent();
  return { ...representation, failures };
}

describe.each(MODES)('the views of a folder, in %s', (_, development) => {
  it('are chosen by status, then by class, then the built-in page', async () => {
    const folder = await folderWith({ '500.ejs': 'five hundred', '5xx.ejs': 'class five', '404.ejs': 'four o four' });
    expect((await page(folder, 'serverError', { development })).body).toBe('five hundred');
    expect((await page(folder, 'badGateway', { development })).body).toBe('class five');
    expect((await page(folder, 'notFound', { development })).body).toBe('four o four');
    expect((await page(folder, 'forbidden', { development })).body).toContain('<h1>Forbidden</h1>');
  });

  it('keep the status, whichever page is shown', async () => {
    expect((await page(await folderWith({ '5xx.ejs': 'x' }), 'badGateway', { development })).status).toBe(502);
    expect((await page(await folderWith({}), 'badGateway', { development })).status).toBe(502);
  });

  it('have their locals by name, escaped', async () => {
    const folder = await folderWith({
      '404.ejs': '<%= status %> <%= title %> <%= message %> <%= reference %> <%= errors.length %> [<%= data %>][<%= report %>]',
    });
    expect((await page(folder, 'notFound', { args: ['<svg onload>'], development })).body).toMatch(
      /^404 Not Found &lt;svg onload&gt; [0-9A-Z]{4}-[0-9A-Z]{4} 0 \[\]\[\]$/,
    );
  });

  it('may include other files, absolute from the folder or beside them', async () => {
    const folder = await folderWith({
      '404.ejs': "<%- include('/parts/head') %><%- include('parts/foot', { word: 'end' }) %>",
      'parts/head.ejs': 'head of <%= title %>, ',
      'parts/foot.ejs': 'the <%= word %>',
    });
    expect((await page(folder, 'notFound', { development })).body).toBe('head of Not Found, the end');
  });

  it('take no engine setting from the data (CVE-2022-29078)', async () => {
    const folder = await folderWith({ '404.ejs': '<p><%= message %></p>' });
    const data = {
      settings: { 'view options': { outputFunctionName: 'x;throw new Error("owned");s', escapeFunction: '1;throw 1', client: true } },
      escapeFn: 'x',
      delimiter: '?',
    };
    expect((await page(folder, 'notFound', { args: [data], development })).body).toBe('<p></p>');
  });

  it('that fail while they render are replaced by the built-in page, and a log record names them', async () => {
    const { status, body, failures } = await page(await folderWith({ '404.ejs': 'line\n<%= nobody.home %>' }), 'notFound', { development });
    expect(status).toBe(404);
    expect(body).toContain('<h1>Not Found</h1>');
    expect(failures.join()).toContain('404.ejs:2');
  });

  it('may use another engine, by extension, with a dot or without', async () => {
    const engine: Engine = (path, locals, callback) => callback(null, `${path.split('/').at(-1)} for ${(locals as { title: string }).title}`);
    const folder = await folderWith({ '404.pug': 'h1', '5xx.hbs': 'h1' });
    const engines = { pug: engine, '.hbs': engine };
    expect((await page(folder, 'notFound', { development, engines })).body).toBe('404.pug for Not Found');
    expect((await page(folder, 'serverError', { development, engines })).body).toBe('5xx.hbs for Internal Server Error');
  });

  it.each<[string, Engine]>([
    ['calls back with an error', (_path, _locals, callback) => callback(new Error('no h1'))],
    [
      'throws',
      () => {
        throw new Error('no h1');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('no h1');
      },
    ],
  ])('whose engine %s are replaced by the built-in page', async (_what, engine) => {
    const { body, failures } = await page(await folderWith({ '404.pug': 'h1' }), 'notFound', { development, engines: { pug: engine } });
    expect(body).toContain('<h1>Not Found</h1>');
    expect(failures.join()).toContain('no h1');
  });

  it('with an extension that has no engine are ignored', async () => {
    expect((await page(await folderWith({ '404.pug': 'h1', '404.html': 'x' }), 'notFound', { development })).body).toContain('<h1>Not Found</h1>');
  });

  it('may be named by the call, in subfolders too', async () => {
    const folder = await folderWith({ 'berths/lost.ejs': 'lost: <%= title %>' });
    expect((await page(folder, 'notFound', { args: ['m', { view: 'berths/lost' }], development })).body).toBe('lost: Not Found');
    expect((await page(folder, 'notFound', { args: ['m', { view: 'berths/gone' }], development })).body).toContain('<h1>Not Found</h1>');
  });

  it.each(['../secret', '/../secret', 'a/../../secret', '..\\secret', './secret', '%2e%2e/secret', 'secret\0', '/etc/passwd', 'berths//lost', '', '.'])(
    'are never read from outside their folder, for a view called %j',
    async (view) => {
      const folder = await folderWith({ 'views/404.ejs': 'four o four', 'secret.ejs': 'the secret', 'views/a/x.ejs': '' });
      const { body } = await page(join(folder, 'views'), 'notFound', { args: ['m', { view }], development });
      expect(body).toBe('four o four');
    },
  );

  it('are reported at start if they do not compile', async () => {
    const folder = await folderWith({ '404.ejs': 'fine', '500.ejs': '<% if (true) { %>' });
    await expect(folderViews(folder, {}, development)).rejects.toThrow(/E_VIEW_FILE: .*500\.ejs.*Expected an EJS template/s);
  });

  it('are reported at start if one is a folder', async () => {
    await expect(folderViews(await folderWith({ '404.ejs/x': '' }), {}, development)).rejects.toThrow(/E_VIEW_FILE: .*404\.ejs/s);
  });

  it('may be absent, with their folder', async () => {
    expect((await page(join(workspace, 'nowhere'), 'notFound', { development })).body).toContain('<h1>Not Found</h1>');
  });
});
