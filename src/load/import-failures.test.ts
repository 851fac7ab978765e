import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../../tests/support/view-folder.ts';
import { load } from './load.ts';

/** The message for an app with these files. JavaScript below a `node_modules` is loaded by Node itself and not by Vitest. */
async function messageFor(files: Readonly<Record<string, string>>): Promise<{ readonly root: string; readonly message: string }> {
  const below = Object.entries(files).map(([name, text]) => [`node_modules/app/${name}`, text]);
  const root = join(await folderWith(Object.fromEntries(below)), 'node_modules/app');
  const error = await load({ root }).then(
    () => undefined,
    (reason: unknown) => reason as Error,
  );
  return { root, message: String(error?.message) };
}

const MODULE = { 'package.json': '{ "type": "module" }' };
const BROKEN = 'export const x = 1;\nexport const y = (3;\n';

describe('a syntax error in a file that a response file imports', () => {
  it.each<[string, Record<string, string>, string, string]>([
    ['an ES module', { 'api/responses/a.mjs': "import { x } from '../l.mjs'; export default () => x;", 'api/l.mjs': BROKEN }, 'a.mjs', 'api/l.mjs:2:20'],
    [
      'at the second step, with a cycle',
      {
        'api/responses/a.mjs': "import '../l.mjs'; export default () => 7;",
        'api/l.mjs': "export * from './m.mjs';\nimport './responses/a.mjs';",
        'api/m.mjs': BROKEN,
      },
      'a.mjs',
      'api/m.mjs:2:20',
    ],
    ['CommonJS', { 'api/responses/a.cjs': "require('../l.cjs'); module.exports = () => 7;", 'api/l.cjs': 'let a;\nlet y = = 3;' }, 'a.cjs', 'api/l.cjs:2:9'],
    [
      'CommonJS without an extension',
      { 'api/responses/a.cjs': "require('../l'); module.exports = () => 7;", 'api/l.js': 'let a;\nlet y = = 3;' },
      'a.cjs',
      'api/l.js:2:9',
    ],
    [
      'TypeScript',
      { ...MODULE, 'api/responses/a.ts': "import { x } from '../l.ts'; export default () => x;", 'api/l.ts': 'export const x = 1;\nexport const y: = 3;' },
      'a.ts',
      'api/l.ts:2:17',
    ],
  ])('has its place in the error: %s', async (_, files, response, place) => {
    const { root, message } = await messageFor(files);
    expect(message).toContain(`Found ${join(root, 'api/responses', response)}, which fails when it is loaded: `);
    expect(message).toContain(` (at ${join(root, place)})`);
  });

  it('has the line of an import that the other module does not export', async () => {
    const { root, message } = await messageFor({
      'api/responses/a.mjs': "\nimport { nope } from '../l.mjs';\nexport default nope;",
      'api/l.mjs': 'export const x = 1;',
    });
    expect(message).toContain(`does not provide an export named 'nope' (at ${join(root, 'api/responses/a.mjs')}:2)`);
  });
});

describe('an error that is thrown while a response file is loaded', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'an ES module',
      { 'api/responses/a.mjs': "import '../l.mjs'; export default () => 7;", 'api/l.mjs': "\nthrow new Error('no tide table');" },
      'api/l.mjs:2:7',
    ],
    ['CommonJS', { 'api/responses/a.cjs': "require('../l.cjs');", 'api/l.cjs': "\nthrow new Error('no tide table');" }, 'api/l.cjs:2:7'],
    ['the file itself', { 'api/responses/a.mjs': "throw new Error('no tide table');" }, 'api/responses/a.mjs:1:7'],
  ])('has the line that threw it: %s', async (_, files, place) => {
    const { root, message } = await messageFor(files);
    expect(message).toContain(`fails when it is loaded: no tide table (at ${join(root, place)})`);
  });

  it('has no place if the error has none', async () => {
    expect((await messageFor({ 'api/responses/a.mjs': 'throw undefined;' })).message).toMatch(/fails when it is loaded: undefined\.\s*$/);
    expect((await messageFor({ 'api/responses/a.mjs': "import './none.mjs';" })).message).not.toContain('(at ');
  });
});
