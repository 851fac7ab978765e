import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Project } from '../cli/project.ts';
import { exportPages } from './exported.ts';

const VIEW = `<!doctype html><html lang="en"><head><title>Down</title><link rel="stylesheet" href="/made.css"><link rel="stylesheet" href="/gone.css"></head>
<body><h1><%= status %></h1><p><%= reference %></p></body></html>`;

describe('the files that a page of an app loads', () => {
  let project: Project;
  const htmlOf = async (inline: boolean) => {
    const { pages, notes } = await exportPages(join(project.path, 'server.js'), { statuses: [502], inline });
    const page = pages.pages.find(({ format }) => format === 'html');
    return { html: page?.parts.join('[reference]') ?? '', policy: page?.policy, notes: notes.map(({ page: name, text }) => `${name}: ${text}`) };
  };
  beforeAll(() => {
    project = new Project({ name: 'shop', type: 'module' }, ['express', 'ejs']);
    project.write('views/5xx.ejs', VIEW);
    // The style sheet is in no folder: only the running app has it.
    project.write(
      'server.js',
      `
import express from 'express';
import { halyard } from 'halyard/express';
import { load } from 'halyard/load';
const app = express();
halyard(app, await load({ root: import.meta.dirname }));
app.use('/made.css', (req, res) => res.type('css').send('h1 { color: teal }'));
app.listen(1337);
`,
    );
  });
  afterAll(() => project.remove());

  it('are in the page with --inline, as the running app delivers them', async () => {
    const { html, policy, notes } = await htmlOf(true);
    expect(html).toContain('h1 { color: teal }');
    expect(html).toContain('<p>[reference]</p>');
    expect(html).not.toMatch(/made\.css|127\.0\.0\.1/);
    expect(policy).toMatch(/default-src 'none'/);
    expect(notes).toEqual([expect.stringMatching(/^502\.html: \/gone\.css/)]);
  });

  it('are named without it', async () => {
    const { html, notes } = await htmlOf(false);
    expect(html).toContain('/made.css');
    expect(notes).toEqual([
      expect.stringMatching(/\/made\.css.*missing while the app is down/),
      expect.stringMatching(/\/gone\.css.*missing while the app is down/),
    ]);
  });
});
