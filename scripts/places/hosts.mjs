// Where a host has to stand. A host is a folder in src/adapters/.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { conditionsOf } from '../entries.mjs';
import { insertedAfter, sortedInto, TO_BE_WRITTEN, textsIn } from './text.mjs';

/** Hosts of messages: their tests are tests/sockets/, and one page and one example have them all. */
const SOCKETS = ['socket-io', 'ws'];

/** The page of a host, where it is not named after it. */
const PAGES = { sails: 'sails-hook', 'socket-io': 'sockets', ws: 'sockets' };

/** Hosts without a folder in examples/, and what shows how they are used. */
const SHOWN_ELSEWHERE = {
  'node-http': 'docs/node-http.md has the whole app',
  sails: 'Sails generates its apps; tests/sails/app is one',
  'socket-io': 'examples/cluster',
  ws: 'docs/sockets.md has the whole app',
};

export function hostsIn(root) {
  return readdirSync(join(root, 'src/adapters'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name }));
}

/** @returns {import('./text.mjs').Place[]} */
export function placesOfHost(root, { name }) {
  const entry = `"./${name}": ${JSON.stringify(conditionsOf(name, `adapters/${name}/${name}.js`), undefined, 2)}`.replaceAll('\n', '\n    ');
  const types = `"${name}": [\n        "./dist/adapters/${name}/${name}.d.ts"\n      ]`;
  const key = /^[a-z]\w*$/.test(name) ? name : `'${name}'`;
  const library = `  ${key}: [],`;
  const imports = new RegExp(`from 'halyard/${name}'|\\('halyard/${name}'`);
  return [
    {
      file: `src/adapters/${name}/${name}.ts`,
      holds: (text) => text !== '',
      line: 'the entry of the host, with what an app mounts: export function halyard(app, options)',
    },
    {
      file: 'package.json',
      holds: (text) => text.includes(entry),
      line: `in "exports": ${entry.replaceAll(/\n\s*/g, ' ')},`,
      insert: (text) => replaced(text, /^ {4}"\.\/load": \{/m, (load) => `    ${entry},\n${load}`),
    },
    {
      // The option `moduleResolution: node10` of TypeScript reads no `exports`.
      file: 'package.json',
      holds: (text) => text.includes(types),
      line: `in "typesVersions": ${types.replaceAll(/\n\s*/g, ' ')},`,
      insert: (text) => replaced(text, /^ {6}"load": \[/m, (load) => `      ${types},\n${load}`),
    },
    {
      file: 'knip.jsonc',
      holds: (text) => new RegExp(`src/adapters/\\*/\\{[^}]*\\b${name}\\b[^}]*\\}\\.ts`).test(text),
      line: `${name} in the braces of "src/adapters/*/{…}.ts"`,
      insert: (text) =>
        replaced(text, /(src\/adapters\/\*\/\{)([^}]*)(\}\.ts)/, (_, start, names, end) => start + [...names.split(','), name].sort().join(',') + end),
    },
    {
      file: 'tests/package/rooms.test.ts',
      holds: (text) => text.includes(`  ${key}: [`),
      line: `${library.trim()} in HOST_LIBRARIES, with the library that the host imports; the same in the rule for src/adapters of biome.jsonc`,
      insert: (text) => sortedInto(text, /^ {2}'?[\w-]+'?: \[.*\],$/, library, (line) => line.replaceAll("'", '')),
    },
    ...(SOCKETS.includes(name) ? socketPlaces(root, name, imports) : httpPlaces(root, name, imports)),
    ...pagePlaces(root, name),
  ];
}

function httpPlaces(root, name, imports) {
  const row = `  { name: '${name[0].toUpperCase()}${name.slice(1)}', fixture: '${name}.mjs', http: '1.1' },`;
  return [
    {
      file: `tests/control/${name}.mjs`,
      holds: () => textsIn(root, 'tests/control').some((text) => imports.test(text)),
      line: `a fixture that mounts 'halyard/${name}' and registers the routes of the requirements, as tests/control/koa.mjs does`,
    },
    {
      file: 'tests/conformance/hosts.ts',
      holds: (text) => new RegExp(`fixture: '${name}(?:-[\\w]+)?\\.mjs'`).test(text),
      line: row.trim(),
      insert: (text) => insertedAfter(text, /^ {2}\{ name: 'Nest .*over HTTP\/2'/, row),
    },
  ];
}

function socketPlaces(root, name, imports) {
  return [
    {
      file: `tests/sockets/${name}.test.ts`,
      holds: () => textsIn(root, 'tests/sockets').some((text) => imports.test(text)),
      line: `a test that mounts 'halyard/${name}' on real sockets`,
    },
  ];
}

function pagePlaces(root, name) {
  const page = PAGES[name] ?? name;
  const title = name[0].toUpperCase() + name.slice(1);
  const sentence = `- [${title}](docs/${page}.md): This page mounts Halyard on ${title}.`;
  const row = `| [${title}](docs/${page}.md) | \`halyard(app, options)\` | ${TO_BE_WRITTEN}: \`return res.notFound()\` |`;
  return [
    { file: `docs/${page}.md`, holds: (text) => text !== '', line: 'a page that mounts the host, with an example that a test runs, as docs/koa.md does' },
    {
      file: 'README.md',
      holds: (text) => text.includes(`(docs/${page}.md)`),
      line: `in the table of hosts: ${row}`,
      insert: (text) => insertedAfter(text, /^\| \[Koa\]\(docs\/koa\.md\)/, row),
    },
    {
      file: 'llms.txt',
      holds: (text) => text.includes(`](docs/${page}.md): `) && text.includes(`\`halyard/${name}\``),
      line: `${sentence} And \`halyard/${name}\` in the list of entries`,
      insert: (text) => insertedAfter(text, /\]\(docs\/koa\.md\): /, sentence)?.replace('`halyard/koa`, ', `\`halyard/koa\`, \`halyard/${name}\`, `),
    },
    {
      file: `examples/${name}/`,
      holds: () => name in SHOWN_ELSEWHERE || existsSync(join(root, 'examples', name, 'package.json')),
      line: 'an app that one starts, with package.json, README.md, server.js and views, as examples/koa/ is; then npm install',
    },
  ];
}

/** `undefined` when there is nothing to replace. */
function replaced(text, pattern, by) {
  return pattern.test(text) ? text.replace(pattern, by) : undefined;
}
