import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Project } from '../cli/project.ts';
import { exportPages } from './exported.ts';

/** Views with what is true on one machine only, and the note about it. */
const VIEWS: readonly (readonly [status: number, shown: string, note: string | undefined])[] = [
  [400, '<%= process.pid %>', 'the name of the machine or the id of the process, which a file cannot know'],
  [401, '<%= os.hostname() %>', 'the name of the machine or the id of the process, which a file cannot know'],
  [403, '<a href="file://<%= folder %>/a.txt">a</a>', 'a path of this machine, which does not belong in a file'],
  [404, '<%= ip %>', 'an address of this machine, which does not belong in a file'],
  [405, '<%= port %>', 'the port of the app in this export, which does not belong in a file'],
  [408, '<img alt="" src="data:,?v=<%= startedAt.getTime() %>">', 'the time at which the app was started, which does not belong in a file'],
  [413, '<%= startedAt.toISOString() %>', 'the time at which the app was started, which does not belong in a file'],
  [414, '<%= process.env.SHOP_TOKEN %>', 'the value of the environment variable SHOP_TOKEN, which does not belong in a file'],
  [429, '<%= process.env.SITE_URL %> 1700000000 2020-01-01T00:00:00Z v1.127.0.0', undefined],
];

describe('pages that show something of the machine', () => {
  let project: Project;
  beforeAll(() => {
    Object.assign(process.env, { SHOP_TOKEN: 'tok-5f1b9c', SITE_URL: 'https://shop.example' });
    project = new Project({ name: 'shop', type: 'module' }, ['express', 'ejs']);
    for (const [status, shown] of VIEWS)
      project.write(`views/${status}.ejs`, `<!doctype html><html lang="en"><title><%= title %></title><p>${shown}</p></html>`);
    project.write(
      'server.js',
      `
import os, { hostname } from 'node:os';
import express from 'express';
import { halyard } from 'halyard/express';
import { load } from 'halyard/load';
const app = express();
const startedAt = new Date();
const locals = (req) => ({ process, os: { hostname }, folder: import.meta.dirname, ip: req.ip, port: req.socket.localPort, startedAt });
halyard(app, { ...(await load({ root: import.meta.dirname })), locals });
if (os.hostname().endsWith('.invalid') || process.pid > 4194304) throw new Error('the app itself gets the real ones');
app.listen(1337);
`,
    );
  });
  afterAll(() => {
    project.remove();
    delete process.env['SHOP_TOKEN'];
    delete process.env['SITE_URL'];
  });

  it('have a note each, and no name of the machine', async () => {
    const { pages, notes } = await exportPages(join(project.path, 'server.js'), { statuses: VIEWS.map(([status]) => status) });
    const found = VIEWS.map(([status]) => notes.filter(({ page }) => page === `${status}.html`).map(({ text }) => text.replace('the page shows ', '')));
    expect(found).toEqual(VIEWS.map(([, , note]) => (note === undefined ? [] : [note])));
    const named = pages.pages.filter(({ status, format }) => status === 401 && format === 'html');
    expect(named[0]?.parts.join('')).toContain('<p>this-machine.invalid</p>');
    expect(notes.filter(({ page }) => !page.endsWith('.html'))).toEqual([]);
  }, 60_000);
});
