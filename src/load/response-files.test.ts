import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsOf } from '../core/settings/settings.ts';
import { HalyardError } from '../core/values/errors.ts';
import { nodeEnvironment } from '../hosting/node/node-environment.ts';
import { type LoadOptions, load } from './load.ts';

let workspace: string;
beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'halyard-load-'));
});
afterAll(() => rm(workspace, { recursive: true }));

let apps = 0;

/** A folder with these files. JavaScript below a `node_modules` is loaded by Node itself and not by Vitest. */
async function appWith(files: Readonly<Record<string, string>>, kind: 'javascript' | 'typescript' = 'javascript'): Promise<string> {
  const root = join(workspace, ...(kind === 'javascript' ? ['node_modules'] : []), `app${apps++}`);
  await mkdir(root, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(root, name, '..'), { recursive: true });
    await writeFile(join(root, name), text);
  }
  return root;
}

async function mistakeOf(options: LoadOptions): Promise<HalyardError> {
  const error: unknown = await load(options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HalyardError);
  return error as HalyardError;
}

describe('load with a file that cannot be a response', () => {
  it.each<[string, string, string, RegExp]>([
    ['no default export', 'lost.mjs', 'export const lost = () => 7;', /no default export \(but lost\)/],
    ['an empty module', 'lost.mjs', '', /no default export/],
    ['an empty CommonJS file', 'lost.cjs', '', /type object/],
    ['an object', 'lost.mjs', 'export default { status: 404 };', /type object/],
    ['null', 'lost.mjs', 'export default null;', /type null/],
    ['{ default: 7 }', 'lost.cjs', 'module.exports = { default: 7 };', /type number/],
    ['a syntax error', 'lost.mjs', 'export default function ( {', /fails when it is loaded: \S/],
    ['an error while it is loaded', 'lost.mjs', 'throw new Error("no tide table");', /fails when it is loaded: no tide table/],
    ['undefined thrown while it is loaded', 'lost.mjs', 'throw undefined;', /fails when it is loaded/],
    ['an import that does not exist', 'lost.mjs', "import 'no-such-package-anywhere'; export default () => 7;", /no-such-package-anywhere/],
    ['a class', 'lost.mjs', 'export default class Lost {}', /type class/],
    ['JSON', 'lost.json', '{}', /ends in \.js/],
    ['another language', 'lost.coffee', '->', /ends in \.js/],
    ['no extension', 'lost', '', /ends in \.js/],
  ])('names the file and the mistake: %s', async (_, name, text, message) => {
    const root = await appWith({ [`api/responses/${name}`]: text });
    const mistake = await mistakeOf({ root });
    expect(mistake.code).toBe('E_RESPONSE_FILE');
    expect(mistake.message).toContain(join(root, 'api/responses', name));
    expect(mistake.message).toMatch(message);
  });

  it('keeps the error that the file threw, with its stack, as the cause', async () => {
    const { cause } = await mistakeOf({ root: await appWith({ 'api/responses/lost.mjs': 'throw new RangeError("no tide table");' }) });
    expect(cause).toMatchObject({ message: 'no tide table', stack: expect.stringContaining('lost.mjs') });
  });

  it('names a syntax error of TypeScript', async () => {
    const root = await appWith({ 'api/responses/lost.ts': 'export default function ( {' }, 'typescript');
    expect(await mistakeOf({ root })).toMatchObject({ code: 'E_RESPONSE_FILE', message: expect.stringContaining(join(root, 'api/responses/lost.ts')) });
  });

  it('refuses a subfolder', async () => {
    const root = await appWith({ 'api/responses/errors/lost.mjs': 'export default () => 7' });
    expect((await mistakeOf({ root })).message).toMatch(/E_RESPONSE_FILE.*errors.*subfolders/s);
  });

  it('refuses a folder whose name ends like a file’s', async () => {
    const root = await appWith({ 'api/responses/lost.js/index.js': 'export default () => 7' });
    expect((await mistakeOf({ root })).code).toBe('E_RESPONSE_FILE');
  });

  it('names a link to a file that does not exist', async () => {
    const root = await appWith({ 'api/responses/.gitkeep': '' });
    await symlink(join(root, 'nowhere.mjs'), join(root, 'api/responses/lost.mjs'));
    expect((await mistakeOf({ root })).message).toMatch(/E_RESPONSE_FILE.*lost\.mjs, which cannot be read \(ENOENT\)/s);
  });

  it('refuses two files with the same name, and names both', async () => {
    const root = await appWith({ 'api/responses/lost.mjs': 'export default () => 7', 'api/responses/lost.cjs': 'module.exports = () => 7' });
    const { code, message } = await mistakeOf({ root });
    expect(code).toBe('E_RESPONSE_FILE');
    expect(message).toContain('lost.mjs');
    expect(message).toContain('lost.cjs');
    expect(message).toContain('res.lost()');
  });

  it.each(['then.mjs', 'json.mjs', 'status.mjs', 'locals.mjs', 'end.mjs', '__proto__.mjs', 'constructor.mjs'])(
    'is refused by name if it is called %s, at the latest when the app mounts it',
    async (name) => {
      const root = await appWith({ [`api/responses/${name}`]: 'export default () => 7' });
      const mounted = load({ root }).then((options) => settingsOf(options, nodeEnvironment()));
      await expect(mounted).rejects.toThrow(new RegExp(`E_NAME_RESERVED.*${name.replace('.mjs', '')}`, 's'));
    },
  );
});
