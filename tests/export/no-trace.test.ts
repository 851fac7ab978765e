import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { exportPages, openApp } from './exported.ts';

const APP = fileURLToPath(new URL('./apps/silent.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'halyard-silent-'));
const file = join(folder, 'notes.txt');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What has run in an app, without the records of its start. */
function notes(): readonly string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !/Server listening|defines routes before Halyard/.test(line));
}

describe.each(['express', 'fastify', 'koa', 'hono', 'hapi', 'fetch', 'node'])('an export of an app on %s', (host) => {
  it('runs no route, no middleware, no logger and no reporter of the app', async () => {
    process.env['SILENT_HOST'] = host;
    process.env['SILENT_FILE'] = file;
    writeFileSync(file, '');
    const { pages, notes: about } = await exportPages(APP);
    expect(pages.pages.length).toBe(56);
    expect(about).toEqual([{ page: '503.html', text: expect.stringContaining('a bug in the view') }]);
    expect(notes()).toEqual([]);
    // A request of a visitor does run them.
    const app = await openApp(APP, { token: 't', key: 'k', canaries: [] });
    try {
      await (await fetch(app.origin)).text();
      expect(notes()).toEqual(expect.arrayContaining([expect.stringMatching(/route/)]));
    } finally {
      await app.stop();
    }
  }, 60_000);
});
