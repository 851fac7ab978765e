import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENTS } from '../../src/drill/exercises/clients.ts';
import { FAULTS } from '../../src/drill/faults/index.ts';
import { CODE_GUIDE } from '../../src/drill/output/code-guide.ts';
import { App } from './app.ts';
import { pageAt, ROOT } from './pages.ts';

const drill = pageAt('docs/drill.md');
const readme = pageAt('README.md');

/** The names in code in the first column of a table below this heading. */
function rowsBelow(heading: string): readonly string[] {
  const [, section = ''] = drill.text.split(`\n## ${heading}\n`);
  const [body = ''] = section.split('\n## ');
  return Array.from(body.matchAll(/^\| (`[^|]*)/gm), ([, cell = '']) => cell).flatMap((cell) =>
    Array.from(cell.matchAll(/`([^`]+)`/g), ([, name = '']) => name),
  );
}

describe('docs/drill.md', () => {
  it('lists each fault that the drill plays', () => {
    expect(rowsBelow('What it breaks')).toEqual(expect.arrayContaining(FAULTS.map(({ name }) => name)));
    expect(drill.text).toContain(`plays ${FAULTS.length} faults`);
  });

  it('explains each finding', () => {
    expect(rowsBelow('What it checks')).toEqual(expect.arrayContaining(Object.keys(CODE_GUIDE)));
  });

  it('lists each client', () => {
    expect(rowsBelow('What it plays')).toEqual(expect.arrayContaining(CLIENTS.map(({ kind }) => kind)));
  });
});

describe('the third paragraph of README.md', () => {
  it('shows the output of the drill on docs/drill.md, which a test compares with a real run', () => {
    const real = drill.blocks.find(({ language, text }) => language === 'console' && text.startsWith('$ npx halyard drill'));
    expect(readme.blocks[0]?.text).toBe(real?.text);
  });
});

describe('the examples of docs/drill.md', () => {
  const written = (file: string): string => drill.blocks.find((block) => block.file === file)?.text ?? '';
  let app: App;
  const run = (...args: readonly string[]) => spawnSync(process.execPath, args, { cwd: app.folder, encoding: 'utf8' });
  beforeAll(() => {
    app = new App({ express: 'express' });
    for (const file of ['server.js', 'views/404.ejs', 'situations.js', 'drill.test.mjs']) app.write(file, written(file));
  });
  afterAll(() => app.remove());

  it('report the view that fails, and nothing when it is corrected as the page says', () => {
    expect(run('--test', 'drill.test.mjs').stdout).toContain('view-fails');
    app.write('views/404.ejs', written('views/404.ejs').replace('<%= user.name %>', '<%= locals.user?.name %>'));
    expect(run('--test', 'drill.test.mjs')).toMatchObject({ status: 0 });
  });

  it('sign in with the function of situations.js', () => {
    const login = `
app.post('/login', (req, res) => res.cookie('user', 'Ann').redirect(303, '/'));
app.use((req, res, next) => {
  if (req.headers.cookie?.includes('user=Ann')) throw new Error('The drill is signed in');
  next();
});
app.get('/',`;
    const server = written('server.js');
    const play = () => run(join(ROOT, 'dist/cli/halyard.js'), 'drill', './server.js', '--only', 'notFound', '--situations', 'situations.js');
    expect(play()).toMatchObject({ status: 1, stderr: expect.stringContaining('The login answered 404') });
    app.write('server.js', server.replace("app.get('/',", login.trim()));
    expect(play().stdout).toMatch(/4 answers after the middleware of the app: the app answered 500 itself/);
  });
});
