import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as builtIn from '../../src/core/responses/index.ts';
import { Copy } from './copy.ts';
import { root } from './pack.ts';

const { counted, missingPlaces } = (await import(new URL('../../scripts/places/missing.mjs', import.meta.url).href)) as {
  readonly counted: (root: string) => Readonly<Record<string, number>>;
  readonly missingPlaces: (root: string) => readonly string[];
};

/** A file, the change to it, and the message that names it. `without`: the first match is removed. */
type Fault = readonly [what: string, file: string, fault: { readonly without: RegExp } | { readonly with: string }, message: string];

const FAULTS: readonly Fault[] = [
  [
    'a response that is not exported',
    'src/core/responses/index.ts',
    { without: /^export \{ gone \}.*\n/m },
    `src/core/responses/index.ts does not have the response "gone". Write: export { gone } from './gone.ts';`,
  ],
  [
    'a response that is not in the table',
    'src/core/responses/built-in-responses.ts',
    { without: /^ {2}gone,\n/m },
    `src/core/responses/built-in-responses.ts does not have the response "gone". Write: import { gone } from './gone.ts'; and, in the list, gone,`,
  ],
  [
    'a response that no requirement asks for',
    'src/conformance/requirements/responses.ts',
    { without: /^ {2}paymentRequired: .*\n/m },
    'src/conformance/requirements/responses.ts does not have the response "paymentRequired". Write: paymentRequired: [402,',
  ],
  [
    'a response without a call in the example',
    'examples/express/calls.js',
    { without: /^ {2}gone: .*\n/m },
    'examples/express/calls.js does not have the response "gone". Write: gone: { when:',
  ],
  [
    'a response without a row in the docs',
    'docs/responses.md',
    { without: /^\| `gone` .*\n/m },
    'docs/responses.md does not have the response "gone". Write: nothing by hand: run `npm run docs`',
  ],
  [
    'a response that those who come from another library do not find',
    'docs/migrating.md',
    { without: /^\| 410 .*\n/m },
    'docs/migrating.md does not have the response "gone". Write: in the table of names: | 410 | `gone` | the name in http-errors |',
  ],
  [
    'a format that is in no list',
    'src/core/formats/index.ts',
    { without: /, markdown/ },
    `src/core/formats/index.ts does not have the format "markdown". Write: import { markdown } from './markdown.ts'; and, in FORMATS, markdown`,
  ],
  [
    'a format without a row in the docs',
    'docs/formats.md',
    { without: /^\| `text` .*\n/m },
    'docs/formats.md does not have the format "text". Write: | `text` | `text/plain` |',
  ],
  [
    'a format that no requirement asks for, and without a spec',
    'src/core/formats/yaml.ts',
    { with: "export const yaml: Format = {\n  name: 'yaml',\n  mediaType: 'application/yaml',\n};\n" },
    `src/conformance/requirements/negotiation.ts does not have the format "yaml". Write: ['accept-yaml',`,
  ],
  [
    'a library that is in no list',
    'src/libraries/map-library-value.ts',
    { without: /^ {2}multer,\n/m },
    `src/libraries/map-library-value.ts does not have the library "multer". Write: import { multer } from './body-parsers/multer.ts'; and multer in the list`,
  ],
  [
    'a library without a row in the docs',
    'src/libraries/databases/oracledb.ts',
    { with: 'export function oracledb() {}\n' },
    'docs/other-errors.md does not have the library "oracledb". Write: a row of the table: | oracledb |',
  ],
  [
    'a host without an entry in the package',
    'package.json',
    { without: /^ {4}"\.\/koa": \{\n(?: {6}.*\n)* {4}\},\n/m },
    'package.json does not have the host "koa". Write: in "exports": "./koa": { "types": { "require": "./dist/common-js/koa.d.cts", "default": "./dist/adapters/koa/koa.d.ts" }',
  ],
  [
    'a host without types for moduleResolution node10',
    'package.json',
    { without: /^ {6}"koa": \[\n.*\n {6}\],\n/m },
    'package.json does not have the host "koa". Write: in "typesVersions": "koa": [ "./dist/adapters/koa/koa.d.ts" ],',
  ],
  [
    'a host that Knip does not know',
    'knip.jsonc',
    { without: /koa,/ },
    'knip.jsonc does not have the host "koa". Write: koa in the braces of "src/adapters/*/{…}.ts"',
  ],
  [
    'a host without its library',
    'tests/package/rooms.test.ts',
    { without: /^ {2}koa: .*\n/m },
    'tests/package/rooms.test.ts does not have the host "koa". Write: koa: [], in HOST_LIBRARIES',
  ],
  [
    'a host without a row of the requirements',
    'tests/conformance/hosts.ts',
    { without: /^.*'fetch(?:-http2)?\.mjs'.*\n.*'fetch(?:-http2)?\.mjs'.*\n(?:.*\n)*?.*'fetch\.mjs'.*\n/m },
    `tests/conformance/hosts.ts does not have the host "fetch". Write: { name: 'Fetch', fixture: 'fetch.mjs', http: '1.1' },`,
  ],
  [
    'a host with nothing but its folder',
    'src/adapters/restify/restify.ts',
    { with: 'export function halyard() {}\n' },
    'examples/restify/ does not have the host "restify". Write: an app that one starts',
  ],
  ['a host without a page', 'docs/koa.md', { without: /[\s\S]*/ }, 'docs/koa.md does not have the host "koa". Write: a page that mounts the host'],
  ['a host that llms.txt does not name', 'llms.txt', { without: /^- \[Koa\].*\n/m }, 'llms.txt does not have the host "koa". Write: - [Koa](docs/koa.md):'],
  ['what is still to be written', 'docs/forms.md', { with: 'TO BE WRITTEN: an example\n' }, 'docs/forms.md:1 is TO BE WRITTEN: TO BE WRITTEN: an example'],
];

describe('the places of responses, formats, libraries and hosts', () => {
  let copy: Copy;
  beforeAll(() => {
    copy = new Copy();
  });
  afterAll(() => copy.remove());

  it('are complete: node scripts/places.mjs', () => {
    expect(missingPlaces(root)).toEqual([]);
  });

  it('are checked for each response, and for more than five of the other kinds', () => {
    const { response, ...others } = counted(root);
    expect(response).toBe(Object.keys(builtIn).length);
    for (const count of Object.values(others)) expect(count).toBeGreaterThan(5);
  });

  it.each(FAULTS)('name %s', (_, file, fault, message) => {
    const path = join(copy.folder, file);
    const before = 'without' in fault ? readFileSync(path, 'utf8') : undefined;
    const after = 'without' in fault ? before?.replace(fault.without, '') : fault.with;
    expect(after).not.toBe(before);
    mkdirSync(dirname(path), { recursive: true });
    const kept = before ?? readOrNothing(path);
    writeFileSync(path, after ?? '');
    try {
      expect(missingPlaces(copy.folder).filter((line) => line.startsWith(message))).toHaveLength(1);
    } finally {
      if (kept !== undefined) writeFileSync(path, kept);
      else rmSync(file.includes('/restify/') ? dirname(path) : path, { recursive: true });
    }
  });
});

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
