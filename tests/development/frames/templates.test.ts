import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReportedError } from '../../../src/development/report/reported-error.ts';
import { appFolder, installed, reportBy } from './separate.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
let packages = '';
let folder = '';
beforeAll(() => {
  packages = join(installed(), 'node_modules');
  folder = appFolder();
  cpSync(here('views'), join(folder, 'views'), { recursive: true });
}, 600_000);

const render = (engine: string, view: string): ReportedError => reportBy(folder, process.execPath, [here('render.mjs'), packages, engine, view]);

describe('an error in a template shows the line of the template', () => {
  it.each([
    ['ejs', 'runs.ejs', 4, '  <%= missing.name %>', 'missing is not defined'],
    ['ejs of Halyard', 'runs.ejs', 4, '  <%= missing.name %>', 'missing is not defined'],
    ['pug', 'runs.pug', 4, '  = missing.name', "(reading 'name')"],
    ['pug', 'parses.pug', 4, '', 'no closing bracket'],
    ['nunjucks', 'runs.njk', 3, '{{ missing.name.x() }}', 'Unable to call'],
    ['nunjucks', 'parses.njk', 2, '{% if %}', 'unexpected token'],
    ['eta', 'runs.eta', 3, '<%= it.missing.name %>', "(reading 'name')"],
    ['liquid', 'runs.liquid', 3, '{{ x | nofilter }}', 'undefined filter'],
    ['liquid', 'parses.liquid', 2, '{% if %}', 'invalid value expression'],
    ['handlebars', 'parses.hbs', 4, '', 'Parse error'],
  ])('%s, %s', (engine, view, line, text, reason) => {
    const report = render(engine, view);
    const [first, ...others] = report.frames;
    expect(first).toMatchObject({ kind: 'template', file: `views/${view}`, path: join(folder, 'views', view), line });
    expect(first?.excerpt?.lines[line - first.excerpt.from]).toBe(text);
    expect(others.some(({ kind, file }) => kind === 'template' || file.startsWith('views/'))).toBe(false);
    expect(report.message).toContain(reason);
    expect(report.message).not.toContain(' 1| ');
    expect(JSON.stringify(report)).not.toContain('planted-hunter2');
  });

  it('EJS that cannot be compiled names the file', () => {
    expect(render('ejs', 'parses.ejs').frames[0]).toMatchObject({ kind: 'template', file: 'views/parses.ejs' });
    const { code, frames, cause } = render('ejs of Halyard', 'parses.ejs');
    expect([code, frames.some(({ kind }) => kind === 'halyard'), cause?.frames[0]?.file]).toEqual(['E_VIEW_FILE', false, 'views/parses.ejs']);
  });

  it('Eta that cannot be compiled has no compiled code in its message', () => {
    expect(render('eta', 'parses.eta').message).toMatch(/^Bad template syntax\n\nUnexpected token '\)'$/);
  });
});
