import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

  it('are not read through a link that leads out of the app', async () => {
    project.write('secret.css', 'h2 { color: red }');
    const outside = `${project.path}-outside`;
    mkdirSync(outside);
    writeFileSync(join(outside, 'far.css'), 'h3 { color: red }');
    mkdirSync(join(project.path, 'static'));
    symlinkSync(join(outside, 'far.css'), join(project.path, 'static/far.css'));
    symlinkSync(outside, join(project.path, 'assets'));
    symlinkSync('../secret.css', join(project.path, 'static/near.css'));
    const links = ['/far.css', '/assets/far.css', '/near.css', '/%2e%2e/secret.css', '/..%2fsecret.css', '/..%5csecret.css', '/x/../../secret.css'];
    project.write('views/502.ejs', `<title>Down</title>${links.map((href) => `<link rel="stylesheet" href="${href}">`).join('')}`);
    const { html, notes } = await htmlOf(true);
    rmSync(outside, { recursive: true });
    expect(html).not.toContain('h3');
    // This link stays in the app, and is one of the files that are looked for.
    expect(html.match(/h2/g)).toHaveLength(1);
    expect(notes).toHaveLength(5);
  });
});
