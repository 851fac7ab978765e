import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ErrorPage, fileNameOf, pageWith } from '../../src/export/model/error-page.ts';
import type { ExportedPages } from '../../src/export/model/exported-pages.ts';
import { Project } from '../cli/project.ts';
import { exportPages } from './exported.ts';

const PAGE = '<!doctype html><html lang="<%= lang %>"><title><%= title %></title><h1><%= shop %>: <%= status %></h1><p><%= reference %></p></html>';

const FILES: Readonly<Record<string, string>> = {
  'views/4xx.ejs': PAGE,
  'views/502.ejs': PAGE.replace('<h1>', '<h1>Bad gateway of '),
  'views/503.ejs': '<%= nothing.at.all %>',
  // It answers a 404, so that nobody learns that the page exists.
  'api/responses/forbidden.js': 'export default function forbidden() { return this.res.notFound(); }\n',
  // A function that answers by itself.
  'api/responses/tooManyRequests.js':
    "export default function tooManyRequests() { this.res.status(429).type('html').send(`<h1>Slow down</h1><p>Wait.</p>`); }\n",
  // A definition of a status that Halyard has no response for.
  'api/responses/addressTooLong.js':
    "import { defineResponse } from 'halyard';\nexport default defineResponse({ status: 414, title: 'Address Too Long', outcome: () => ({ detail: 'Use a shorter one.' }) });\n",
  'api/responses/serverError.js': "export default function serverError() { throw new Error('a bug in the response'); }\n",
  'server.js': `
import express from 'express';
import { halyard } from 'halyard/express';
import { load } from 'halyard/load';
export const app = express();
const locals = (req) => ({ shop: 'Rope & Co', lang: req.acceptsLanguages('en', 'de') || 'en' });
halyard(app, { ...(await load({ root: import.meta.dirname })), locals });
`,
};

describe('an export of an app with its own views and responses', () => {
  let project: Project;
  let exported: ExportedPages;
  const page = (name: string): ErrorPage => exported.pages.pages.find((one) => fileNameOf(one, exported.pages) === name) as ErrorPage;
  const text = (name: string): string => pageWith(page(name), '[reference]');
  const notesOf = (status: number): readonly string[] =>
    exported.notes.filter((note) => note.page.startsWith(String(status))).map((note) => `${note.page}: ${note.text}`);
  beforeAll(async () => {
    project = new Project({ name: 'shop', type: 'module' }, ['express', 'ejs']);
    for (const [file, content] of Object.entries(FILES)) project.write(file, content);
    exported = await exportPages(join(project.path, 'server.js'));
  }, 60_000);
  afterAll(() => project.remove());

  it('renders the view of the status, or of its class, with the locals of the app', () => {
    expect(text('502.html')).toContain('<h1>Bad gateway of Rope &amp; Co: 502</h1><p>[reference]</p>');
    expect(text('431.html')).toContain('<h1>Rope &amp; Co: 431</h1><p>[reference]</p>');
    expect([notesOf(502), notesOf(431)]).toEqual([[], []]);
  });

  it('answers a status with the definition of the app that has it', () => {
    expect(text('414.html')).toContain('<title>Address Too Long</title>');
    expect(JSON.parse(text('414.json'))).toEqual({ title: 'Address Too Long', status: 414, detail: 'Use a shorter one.', reference: '[reference]' });
  });

  it('has no file with the status of another one: a response that answers with another status is named', () => {
    const text403 = 'the response api/responses/forbidden.js answers with the status 404. The page of Halyard is exported in its place';
    expect(notesOf(403)).toEqual(['html', 'json', 'md', 'txt'].map((format) => `403.${format}: ${text403}`));
    expect(text('403.html')).toContain('<h1>Rope &amp; Co: 403</h1>');
    expect(JSON.parse(text('403.json'))).toMatchObject({ status: 403 });
  });

  it('has no file with the media type of another one', () => {
    expect(notesOf(429)).toEqual(
      ['json', 'md', 'txt'].map(
        (format) => `429.${format}: the response api/responses/tooManyRequests.js answers with text/html. The page of Halyard is exported in its place`,
      ),
    );
    expect(text('429.html')).toContain('<h1>Slow down</h1>');
    expect(JSON.parse(text('429.json'))).toMatchObject({ status: 429 });
  });

  it('names a view and a response that fail, and has the built-in page in their place', () => {
    expect(notesOf(503)).toEqual([expect.stringMatching(/^503\.html: the view views\/503\.ejs fails in line 1: .*nothing is not defined.*built-in page/)]);
    expect(text('503.html')).toContain('<title>Service Unavailable');
    expect(notesOf(500)).toEqual(
      ['html', 'json', 'md', 'txt'].map((format) =>
        expect.stringMatching(new RegExp(`^500\\.${format}: the response api/responses/serverError\\.js fails in line 1: a bug`)),
      ),
    );
    expect(JSON.stringify(exported.pages)).not.toMatch(/a bug in the response|not defined/);
  });

  it('asks for each language, and leaves out one that the app does not have', async () => {
    const { pages, notes } = await exportPages(join(project.path, 'server.js'), { statuses: [404], languages: ['en', 'de', 'fr', 'DE'] });
    expect(pages.languages).toEqual(['en', 'DE']);
    expect(pages.pages.map((one) => fileNameOf(one, pages))).toEqual(['html', 'json', 'md', 'txt'].flatMap((format) => [`404.${format}`, `404.DE.${format}`]));
    expect(pages.pages.filter(({ format }) => format === 'html').map(({ parts }) => /lang="(.*?)"/.exec(parts[0] as string)?.[1])).toEqual(['en', 'de']);
    expect(notes).toEqual([{ page: '*.fr.*', text: 'the pages are equal to those of "en", so they are left out' }]);
  });
});

describe('an export of an app', () => {
  const apps: readonly Project[] = [];
  afterAll(() => {
    for (const app of apps) app.remove();
  });
  const exportOf = async (options: string, more = ''): Promise<ExportedPages> => {
    const project = new Project({ name: 'shop', type: 'module' }, ['express']);
    (apps as Project[]).push(project);
    project.write(
      'server.js',
      `import express from 'express';\nimport { halyard } from 'halyard/express';\nexport const app = express();\n${more}\nhalyard(app, ${options});\n`,
    );
    return exportPages(join(project.path, 'server.js'), { statuses: [404, 502] });
  };

  it('that sends HTML only has no other files, with a note for each format', async () => {
    const { pages, notes } = await exportOf("{ format: () => 'html' }");
    expect(pages.pages.map(({ status, format }) => `${status}.${format}`)).toEqual(['404.html', '502.html']);
    expect(notes).toEqual(['json', 'md', 'txt'].map((format) => ({ page: `*.${format}`, text: 'the app answers with text/html, so there is no such file' })));
  });

  it('with a preset has its JSON', async () => {
    const { pages, notes } = await exportOf("{ preset: 'sails-0.9' }");
    expect(pages.pages.filter(({ format }) => format === 'json').map(({ contentType }) => contentType)).toEqual(
      Array(2).fill('application/json; charset=utf-8'),
    );
    // Sails answers a browser with JSON if the app has no view 404.
    expect(notes).toEqual([{ page: '404.html', text: 'the app answers with application/json. The page of Halyard is exported in its place' }]);
  });

  it('whose locals need its middleware names what fails, because no middleware runs', async () => {
    const { pages, notes } = await exportOf("{ locals: (req) => ({ user: req.session.user }), views: { render: (name) => 'The page ' + name } }");
    expect(pages.pages.length).toBe(8);
    expect(notes).toEqual(
      [404, 502].map((status) => ({
        page: `${status}.html`,
        text: "a part of the app fails, and is not in the page: Cannot read properties of undefined (reading 'user')",
      })),
    );
  });

  it('with a rule for every error, or a level for every status, has the right statuses', async () => {
    const { pages, notes } = await exportOf('{ errors: [[Error, () => serviceUnavailable()]] }', "import { serviceUnavailable } from 'halyard';");
    expect([pages.pages.length, notes]).toEqual([8, []]);
  });
});
