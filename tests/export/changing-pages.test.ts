import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Project } from '../cli/project.ts';
import { exportPages } from './exported.ts';

const PAGE = (body: string) => `<!doctype html><html lang="en"><title><%= title %></title><h1><%= title %></h1><p><%= reference %></p>${body}</html>`;

/** Views with something that a file cannot know, and the notes about them. */
const VIEWS: readonly (readonly [status: number, body: string, notes: readonly string[]])[] = [
  [400, '<p>&copy; <%= new Date().getFullYear() %></p>', []],
  [401, '<p><%= new Date().toISOString() %></p>', ['the page shows the time, which a file cannot know']],
  [
    403,
    '<p><%= Date.now() %> <%= Math.random() %></p>',
    ['the page shows the time, which a file cannot know', 'the page shows a random value, which a file cannot know'],
  ],
  [404, '<p><%= address %></p>', ['the page shows the path of the request, which a file cannot know']],
  [405, '<p><%= host %></p>', ['the page shows the host name of the request, which a file cannot know']],
  [408, '<a href="http://<%= host %>/help">Help</a> <a href="//<%= host %>">Home</a>', []],
  [413, '<script nonce="<%= nonce %>"></script>', ['the page shows a random value, which a file cannot know']],
  [414, '<p><%= bytes %> <%= web %></p>', ['the page shows a random value, which a file cannot know']],
  [429, '<p><%= reference.toLowerCase() %></p>', ['the page has the reference in another form, such as lower case or parts. A proxy cannot write it there']],
  [
    431,
    '<p><%= Buffer.from(reference).toString("hex") %></p>',
    ['the page has the reference in another form, such as a picture or a code. A proxy cannot write it there'],
  ],
  [500, '<p><%= count() %></p>', ['the page changes each time, so two exports differ']],
];

describe('pages of an app that change', () => {
  let project: Project;
  beforeAll(() => {
    project = new Project({ name: 'shop', type: 'module' }, ['express', 'ejs']);
    for (const [status, body] of VIEWS) project.write(`views/${status}.ejs`, PAGE(body));
    project.write(
      'server.js',
      `
import express from 'express';
import { createRequire } from 'node:module';
import { randomUUID } from 'node:crypto';
import { halyard } from 'halyard/express';
import { load } from 'halyard/load';
const { randomBytes } = createRequire(import.meta.url)('node:crypto');
const app = express();
let counted = 0;
const locals = (req) => ({
  ...{ address: req.originalUrl, host: req.headers.host, nonce: randomUUID(), bytes: randomBytes(8).toString('hex') },
  ...{ web: crypto.getRandomValues(new Uint8Array(4)).join(), count: () => ++counted, Buffer },
});
halyard(app, { ...(await load({ root: import.meta.dirname })), locals });
app.listen(1337);
`,
    );
  });
  afterAll(() => project.remove());

  it('are named with the cause, and all but counters are equal in two exports', async () => {
    const [one, other] = [await exportPages(join(project.path, 'server.js')), await exportPages(join(project.path, 'server.js'))];
    for (const [status, , notes] of VIEWS)
      expect(
        one.notes.filter(({ page }) => page === `${status}.html`).map(({ text }) => text),
        String(status),
      ).toEqual(notes);
    expect(one.notes.filter(({ page }) => !page.endsWith('.html'))).toEqual([]);
    expect(one.pages.pages.filter(({ status }) => status !== 500)).toEqual(other.pages.pages.filter(({ status }) => status !== 500));
    expect(JSON.stringify(one.pages)).not.toMatch(/127\.0\.0\.1:\d/);
    const absolute = one.pages.pages.find(({ status, format }) => status === 408 && format === 'html');
    expect(absolute?.parts.join('')).toContain('<a href="/help">Help</a> <a href="/">Home</a>');
  }, 60_000);

  it('show the time of SOURCE_DATE_EPOCH', async () => {
    const { code } = await project.halyard(['export', '--statuses', '401'], { env: { SOURCE_DATE_EPOCH: '1700000000' } });
    expect([code, project.read('dist/errors/pages/401.html')]).toEqual([0, expect.stringContaining('2023-11-14T22:13:20.000Z')]);
    rmSync(join(project.path, 'dist'), { recursive: true });
  }, 60_000);
});
