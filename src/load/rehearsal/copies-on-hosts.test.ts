import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { folderWith } from '../../../tests/support/view-folder.ts';
import { rawHead, VIEW_HOSTS } from '../../../tests/support/view-hosts.ts';
import type { Engine, LoadOptions } from '../load.ts';
import { load } from '../load.ts';

type Record = { level: string; line: string; reference?: string; err?: { code?: string; message: string } };

const ends: (() => unknown)[] = [];
beforeEach(() => void vi.stubEnv('NODE_ENV', 'production'));
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const end of ends.splice(0)) await end();
});

/** It works at start. Later it fails for a message that begins with a name of {@link FAULTS}. */
const FRAGILE = `<!doctype html><title><%= title %></title>
<h1><%= status %> <%= title %></h1><p><%= message %></p>
<% if (message.startsWith('user')) { %><b><%= message.user.name %></b><% } %>
<p>Reference <%= reference %></p>`;

/** Waits until the rehearsal has made its last call. Each call of these engines takes one turn of the event loop, however slow the machine is. */
async function settled(calls: () => number): Promise<void> {
  for (let before = -1, still = 0; still < 50; still = before === calls() ? still + 1 : 0) {
    before = calls();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** An engine that a test breaks after the start. */
function breakable(): { engine: Engine; fault: undefined | 'throw' | 'late' | 'empty' | 'hang'; calls: number } {
  const state = {
    calls: 0,
    fault: undefined as undefined | 'throw' | 'late' | 'empty' | 'hang',
    engine: ((_path, { status, reference }: { status: number; reference: string }, done) => {
      state.calls++;
      if (state.fault === 'throw') throw new Error('the engine is broken');
      if (state.fault === 'hang') return;
      if (state.fault === 'empty') return done(null, '');
      if (state.fault === 'late') return void setTimeout(() => done(null, 'late'), 1_200);
      setImmediate(() => done(null, `<h1>own ${status}</h1><i>${reference}</i>`));
    }) as Engine,
  };
  return state;
}

async function start(
  host: string,
  files: Readonly<globalThis.Record<string, string>>,
  { loading = {}, ...options }: { loading?: Partial<LoadOptions>; deadline?: number; locals?: never } = {},
) {
  const root = await folderWith(files);
  const log: Record[] = [];
  const at = (level: string) => (record: object, line: string) => void log.push({ level, line, ...record });
  const logger = { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
  const app = await (VIEW_HOSTS[host] as NonNullable<(typeof VIEW_HOSTS)[string]>)({
    ...(await load({ root, ...loading })),
    ...options,
    flash: false,
    logger,
  } as never);
  ends.push(() => app.stop());
  const ask = async (path: string) => {
    const answer = await fetch(app.url + path, { headers: { accept: 'text/html' } });
    return { status: answer.status, headers: answer.headers, text: await answer.text(), reference: answer.headers.get('error-reference') as string };
  };
  return { root, log, ask, url: app.url, failures: () => log.filter(({ err }) => err?.code?.startsWith('E_VIEW')) };
}

describe.each(Object.keys(VIEW_HOSTS))('a view that works at start and fails later, on %s', (host) => {
  it('is answered with its copy, which has the reference of this answer and nothing of another visitor', async () => {
    const { ask, log, failures, root, url } = await start(host, { 'views/4xx.ejs': FRAGILE });
    expect(log).toEqual([]);
    const good = await ask('/conflict?S3CRET-of-Ada');
    expect(good.text).toContain('S3CRET-of-Ada');
    const bad = await ask('/conflict?user');
    expect(bad).toMatchObject({
      status: 409,
      text: `<!doctype html><title>Conflict</title>\n<h1>409 Conflict</h1><p></p>\n\n<p>Reference ${bad.reference}</p>`,
    });
    expect(bad.reference).not.toBe(good.reference);
    for (const field of ['content-type', 'cache-control', 'vary', 'x-content-type-options']) expect(bad.headers.get(field)).toBe(good.headers.get(field));
    expect(failures()).toEqual([
      expect.objectContaining({ level: 'error', reference: bad.reference, line: expect.stringContaining(`${join(root, 'views/4xx.ejs')}:3`) }),
    ]);
    const head = await rawHead(url, '/conflict?user');
    expect([head.startsWith('HTTP/1.1 409'), head.split('\r\n\r\n')[1]]).toEqual([true, '']);
  });

  it('is not mounted with a view that cannot be rendered, if the app refuses it', async () => {
    const refused = start(host, { 'views/404.ejs': '<h1>\n<%= user.name %>' }, { loading: { rehearse: 'refuse' } });
    await expect(refused).rejects.toThrow(/E_VIEW: .*404\.ejs:2: user is not defined/s);
  });

  it('is logged at start with its file and line, if it cannot be rendered, and then the client gets the built-in page', async () => {
    const { ask, log } = await start(host, { 'views/409.ejs': '<h1>\n<%= user.name %>' });
    expect(log.map(({ level, line }) => [level, line.split('\n')[0]])).toEqual([['warn', expect.stringMatching(/views\/409\.ejs:2: user is not defined\.$/)]]);
    expect((await ask('/conflict?x')).text).toContain('<main>');
  });

  it.each(['throw', 'hang', 'empty', 'late'] as const)('is answered with its copy if the engine fails in this way: %s', async (fault) => {
    const engine = breakable();
    const { ask, log, failures } = await start(host, { 'views/5xx.slow': '' }, { loading: { engines: { slow: engine.engine } }, deadline: 400 });
    await vi.waitFor(async () => expect((await ask('/broken')).text).toContain('own 500'));
    // The rehearsal of an engine that takes time goes on after the start.
    await settled(() => engine.calls);
    expect(log.filter(({ level }) => level === 'warn')).toEqual([]);
    engine.fault = fault;
    const { status, text, reference } = await ask('/broken');
    expect([status, text]).toEqual([500, `<h1>own 500</h1><i>${reference}</i>`]);
    expect(failures().map(({ err }) => err?.code)).toEqual([
      { throw: 'E_VIEW', hang: 'E_VIEW_TIMEOUT', late: 'E_VIEW_TIMEOUT', empty: 'E_VIEW_OUTPUT' }[fault],
    ]);
    expect(failures()[0]?.reference).toBe(reference);
  });
});

describe('a copy', () => {
  it('answers for a view that the call names, and stays with the folder of its view', async () => {
    const { ask } = await start('Express', { 'views/409.ejs': '<h1>own <%= status %></h1>', 'views/taken.ejs': '<%= noSuchLocal %>' });
    expect(await ask('/named?x')).toMatchObject({ status: 409, text: '<h1>own 409</h1>' });
  });

  it('differs by status and by the title of a response', async () => {
    const files = {
      'views/4xx.ejs': '<%= status %>: <%= status === 409 ? "taken" : "other" %><% if (message) message.x.y %>',
      'views/404.ejs': 'lost<% if (message) message.x.y %>',
    };
    const { ask } = await start('Koa', files);
    expect([(await ask('/conflict?x')).text, (await ask('/elsewhere')).text]).toEqual(['409: taken', 'lost']);
  });

  it('has one megabyte, if the page has', async () => {
    const { ask } = await start('node:http', { 'views/409.ejs': `<%= reference %><% if (message) message.x.y %>${'x'.repeat(1_000_000)}` });
    const { text, reference } = await ask('/conflict?x');
    expect([text.length, text.startsWith(`${reference}x`)]).toEqual([1_000_009, true]);
  });

  it('answers after the file of the view is deleted, or broken', async () => {
    let calls = 0;
    const reading: Engine = (path, _locals, done) => {
      calls++;
      const text = readFileSync(path, 'utf8');
      setImmediate(() => done(null, text));
    };
    const { ask, root, failures } = await start('Express', { 'views/4xx.txt': 'the page' }, { loading: { engines: { txt: reading } } });
    await vi.waitFor(async () => expect((await ask('/conflict?x')).text).toBe('the page'));
    await settled(() => calls);
    await rm(join(root, 'views'), { recursive: true });
    expect((await ask('/conflict?x')).text).toBe('the page');
    await mkdir(join(root, 'views/4xx.txt'), { recursive: true });
    expect((await ask('/conflict?x')).text).toBe('the page');
    expect(failures().map(({ err }) => err?.message.includes('4xx.txt'))).toEqual([true, false]);
  });

  it('answers after an included part is deleted', async () => {
    const { ask, root } = await start('Express', { 'views/4xx.ejs': '<%- include("parts/head") %>', 'views/parts/head.ejs': '<h1>head <%= status %></h1>' });
    await rm(join(root, 'views'), { recursive: true });
    expect((await ask('/conflict?x')).text).toBe('<h1>head 409</h1>');
  });

  it('does not exist without a rehearsal, and then the client gets the built-in page', async () => {
    const { ask, failures } = await start('Express', { 'views/4xx.ejs': FRAGILE }, { loading: { rehearse: false } });
    expect((await ask('/conflict?user')).text).toContain('<main>');
    expect(failures()).toHaveLength(1);
  });

  it('does not exist in development, where the developer sees the failure', async () => {
    vi.stubEnv('NODE_ENV', 'development');
    const { ask, failures } = await start('Express', { 'views/4xx.ejs': FRAGILE }, { loading: { rehearse: true } });
    expect((await ask('/conflict?user')).text).toMatch(/<main>|E_VIEW/);
    expect(failures()).toHaveLength(1);
  });

  it('does not exist for a page that writes its reference in another form', async () => {
    const { ask } = await start('Express', { 'views/4xx.ejs': '<%= reference.toLowerCase() %><% if (message) message.x.y %>' });
    expect((await ask('/conflict?x')).text).toContain('<main>');
  });

  it('may differ each time', async () => {
    const { ask } = await start('Express', { 'views/4xx.ejs': '<i><%= Math.random() %></i><%= reference %><% if (message) message.x.y %>' });
    const { text, reference } = await ask('/conflict?x');
    expect(text).toMatch(new RegExp(`^<i>0\\.\\d+(?:e-\\d+)?</i>${reference}$`));
  });
});
