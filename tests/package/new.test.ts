import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Copy } from './copy.ts';
import { root } from './pack.ts';

let copy: Copy;
/** The files that the commands wrote or changed. */
const touched = new Set<string>();
beforeAll(() => {
  copy = new Copy();
}, 60_000);
afterAll(() => copy.remove());

const run = (...args: readonly string[]) => spawnSync(process.execPath, [join(root, 'scripts/new.mjs'), ...args, '--root', copy.folder], { encoding: 'utf8' });
const tool = (name: string, ...args: readonly string[]) => spawnSync(join(root, 'node_modules/.bin', name), args, { cwd: copy.folder, encoding: 'utf8' });

describe('npm run new:…', () => {
  it.each<[what: string, args: readonly string[], message: RegExp]>([
    ['a kind that there is not', ['middleware', 'x'], /Found the kind middleware\. Expected one of host, response, library, format\./],
    ['no name', ['host'], /Found no name\. Expected one\. npm run new:host NAME/],
    ['a name with other characters', ['host', '../evil'], /Found the name "\.\.\/evil"\. Expected up to 40 letters and digits/],
    ['a name that begins with a capital', ['response', 'TooEarly', '425'], /Found the name "TooEarly"/],
    ['a name that means something else', ['response', 'then', '425'], /Found the name "then"\. Expected a name that is not reserved/],
    ['a host that there is', ['host', 'koa'], /Found the host "koa", which there is\. Expected a name that is not in use\. There are express, /],
    ['a response that there is', ['response', 'not-found', '425'], /Found the response "not-found", which there is/],
    ['a library that there is', ['library', 'zod', 'validators'], /Found the library "zod", which there is/],
    ['a format that there is', ['format', 'html', 'text/x'], /Found the format "html", which there is/],
    ['a response without a status', ['response', 'tooEarly'], /Found the status \(none\)\. Expected a registered status from 400 to 599/],
    ['a status that is not registered', ['response', 'tooEarly', '499'], /Found the status 499\. Expected a registered status/],
    ['a status that is taken', ['response', 'vanished', '410'], /Found the status 410, which gone\(\) has\. Expected a status that no response has/],
    [
      'a library without a room',
      ['library', 'superstruct'],
      /Found the room \(none\)\. Expected one of body-parsers, clients, databases, frameworks, validators/,
    ],
    ['a format without a media type', ['format', 'yaml'], /Found the media type \(none\)\. Expected a media type in lower case/],
    ['a media type that is taken', ['format', 'plain', 'text/plain'], /Found the media type text\/plain, which the format "text" has/],
    ['a file that is there', ['format', 'text-formats', 'application/x'], /Found the file src\/core\/formats\/text-formats\.test\.ts/],
  ])('refuses %s, and writes nothing', (_, args, message) => {
    const { status, stderr, stdout } = run(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toContain('Nothing was written.');
  });

  it('has a page of help', () => {
    expect(run('host', '--help')).toMatchObject({ status: 0, stdout: expect.stringMatching(/new:host NAME[\s\S]*new:response NAME STATUS[\s\S]*--dry-run/) });
  });

  it('writes nothing with --dry-run, and prints what it would write', () => {
    const { stdout, status } = run('response', 'tooEarly', '425', '--dry-run');
    expect(status).toBe(0);
    expect(stdout).toContain('would write   src/core/responses/too-early.ts\n');
    expect(stdout).toContain('would change src/core/responses/index.ts\n');
    expect(() => readFileSync(join(copy.folder, 'src/core/responses/too-early.ts'))).toThrow('ENOENT');
    expect(readFileSync(join(copy.folder, 'src/core/responses/index.ts'), 'utf8')).not.toContain('too-early');
  });

  it.each<[args: readonly string[], written: readonly string[]]>([
    [
      ['response', 'tooEarly', '425'],
      ['src/core/responses/too-early.ts', 'src/core/responses/built-in-responses.ts', 'src/conformance/requirements/responses.ts', 'examples/express/calls.js'],
    ],
    [
      ['format', 'yaml', 'application/yaml'],
      ['src/core/formats/yaml.ts', 'src/core/formats/yaml.test.ts', 'src/core/formats/index.ts', 'src/conformance/requirements/negotiation.ts'],
    ],
    [
      ['library', 'superstruct', 'validators'],
      ['src/libraries/validators/superstruct.ts', 'src/libraries/validators/superstruct.test.ts', 'src/libraries/validators/validation.ts'],
    ],
    [
      ['library', 'oracledb', 'databases'],
      ['src/libraries/databases/oracledb.ts', 'src/libraries/databases/oracledb.test.ts', 'src/libraries/map-library-value.ts'],
    ],
    [
      ['host', 'restify'],
      ['src/adapters/restify/restify.ts', 'tests/control/restify.mjs', 'docs/restify.md', 'package.json', 'knip.jsonc', 'tests/conformance/hosts.ts'],
    ],
  ])('writes %s, prints what, and what is left to do', (args, written) => {
    const { status, stdout, stderr } = run(...args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const [, file = ''] of stdout.matchAll(/^(?:wrote|changed) +(\S+)$/gm)) touched.add(file);
    for (const file of written) expect(stdout).toMatch(new RegExp(`^(?:wrote|changed) +${file.replaceAll('.', '\\.')}$`, 'm'));
    expect(stdout).toMatch(/Left to do for the \w+ "\w+", in this order:\n1\. [\s\S]*\d+\. See what is still missing: npm run check -- places\n$/);
  });

  it('leaves files that the linter and the compiler accept', () => {
    expect(touched.size).toBeGreaterThan(20);
    const lint = tool('biome', 'check', '--error-on-warnings', ...[...touched].filter((file) => /\.(?:[jt]s|mjs|jsonc?)$/.test(file)));
    expect({ status: lint.status, output: lint.status === 0 ? '' : lint.stdout + lint.stderr }).toEqual({ status: 0, output: '' });
    const types = tool('tsc', '--noEmit');
    expect({ status: types.status, stdout: types.stdout }).toEqual({ status: 0, stdout: '' });
  }, 300_000);

  it('leaves a spec that fails until it is written', () => {
    const specs = ['src/core/formats/yaml.test.ts', 'src/libraries/validators/superstruct.test.ts', 'src/libraries/databases/oracledb.test.ts'];
    const { stdout, status } = tool('vitest', 'run', '--project', 'specs', '--reporter', 'json', ...specs);
    const { testResults } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { testResults: readonly { readonly status: string }[] };
    expect(status).toBe(1);
    expect(testResults.map((file) => file.status)).toEqual(['failed', 'failed', 'failed']);
  }, 120_000);

  it('leaves marks that the check of places names, and adds the new part to every list', () => {
    const { stdout } = spawnSync(process.execPath, [join(root, 'scripts/places.mjs'), copy.folder], { encoding: 'utf8' });
    const [marks, lists] = [/ is TO BE WRITTEN: /, / does not have the /].map((pattern) => stdout.split('\n').filter((line) => pattern.test(line)));
    expect(marks?.length).toBeGreaterThan(15);
    // `npm run docs` and a person complete the tables, the names in other libraries, and the example.
    for (const line of lists ?? [])
      expect(line).toMatch(/^docs\/responses\.md .*npm run docs|^docs\/migrating\.md .*the name in http-errors|^examples\/restify\/ /);
  });
});
