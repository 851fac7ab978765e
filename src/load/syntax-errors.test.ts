import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../../tests/support/view-folder.ts';
import { load } from './load.ts';

/** The message for an app with this response file. JavaScript below a `node_modules` is loaded by Node itself and not by Vitest. */
async function messageFor(
  name: string,
  text: string,
  others: Readonly<Record<string, string>> = {},
): Promise<{ readonly file: string; readonly message: string }> {
  const path = `node_modules/app/api/responses/${name}`;
  const folder = await folderWith({ [path]: text, ...others });
  const error = await load({ root: join(folder, 'node_modules/app') }).then(
    () => undefined,
    (reason: unknown) => reason as Error,
  );
  return { file: join(folder, path), message: String(error?.message) };
}

const MODULE = { 'node_modules/app/package.json': '{ "type": "module" }' };

describe('a syntax error in a response file', () => {
  it.each<[string, string, string, string, Record<string, string>]>([
    ['an ES module', 'lost.mjs', 'const status = 404;\n\nexport default function ( {\n}\n', '5:1', {}],
    ['an ES module in a .js', 'lost.js', 'export default () => {\n  return 7 +;\n};\n', '2:13', MODULE],
    ['CommonJS', 'lost.cjs', 'const status = 404;\nmodule.exports = function () {\n  return status status;\n};\n', '3:16', {}],
    ['CommonJS in a .js', 'lost.js', 'module.exports = ) => 7;\n', '1:18', {}],
    ['TypeScript', 'lost.ts', 'const status: number = 404;\nexport default (): number => status +;\n', '2:38', MODULE],
    ['TypeScript as a module', 'lost.mts', 'export default (berth: number: string) => berth;\n', '1:30', {}],
    ['TypeScript as CommonJS', 'lost.cts', 'module.exports = function (berth: number): number {\n  return ;;)\n};\n', '2:12', {}],
  ])('has its file, line and column in the error: %s', async (_, name, text, place, others) => {
    const { file, message } = await messageFor(name, text, others);
    expect(message).toMatch(/^E_RESPONSE_FILE: /);
    expect(message).toContain(`Found ${file}:${place}, which fails when it is loaded: `);
  });

  it.each([
    ['an error that is thrown while the file is loaded', "throw new Error('no tide table');"],
    ['a syntax error of another text', "JSON.parse('{');"],
  ])('is not confused with %s', async (_, text) => {
    const { file, message } = await messageFor('lost.mjs', text);
    expect(message).toContain(`Found ${file}, which fails when it is loaded: `);
  });
});
