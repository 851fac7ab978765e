// `npm run new:host|response|library|format NAME …`: writes the files of a new part of the package, and its line in each list. See --help.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root as here } from './ensure-ready.mjs';
import * as format from './new/format.mjs';
import * as host from './new/host.mjs';
import * as library from './new/library.mjs';
import { Refusal, refuse } from './new/refuse.mjs';
import * as response from './new/response.mjs';
import { formatsIn } from './places/formats.mjs';
import { hostsIn } from './places/hosts.mjs';
import { librariesIn } from './places/libraries.mjs';
import { responsesIn } from './places/responses.mjs';
import { kebabCase } from './places/text.mjs';

const KINDS = { host, response, library, format };
const IN_USE = { host: hostsIn, response: responsesIn, library: librariesIn, format: formatsIn };

/** Names that are something else in JavaScript, or in every reply. */
const RESERVED = ['constructor', 'prototype', 'then', 'catch', 'finally', 'default', 'new', 'delete', 'class', 'function', 'index', 'negotiate', 'form'];

const HELP = `Writes the files of a new part of the package, and its line in each list.

${Object.values(KINDS)
  .map(({ usage }) => `  ${usage}`)
  .join('\n')}

What a person has to write is marked TO BE WRITTEN. \`npm run check -- places\` names each mark, and each list that is still missing a line.

  --dry-run   print what would be written, and write nothing:  npm run new:host restify -- --dry-run
  --root DIR  another copy of the repository
  --help      this page
`;

const { values, positionals } = parseArgs({
  options: { help: { type: 'boolean', short: 'h' }, 'dry-run': { type: 'boolean' }, root: { type: 'string' } },
  allowPositionals: true,
});
const root = resolve(values.root ?? here);
const [kind, ...args] = positionals;

try {
  if (values.help) process.stdout.write(HELP);
  else write(planned(), values['dry-run'] === true);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`${error.message}\nNothing was written. For help: npm run new:${kind in KINDS ? kind : 'host'} -- --help\n`);
  process.exitCode = 1;
}

/** @throws Refusal before anything is written */
function planned() {
  if (!(kind in KINDS)) refuse(`the kind ${kind ?? '(none)'}`, `one of ${Object.keys(KINDS).join(', ')}`, 'npm run new:host NAME');
  const [name] = args;
  if (name === undefined) refuse('no name', 'one', KINDS[kind].usage.trim());
  if (!/^[a-z][a-zA-Z\d]*(?:-[a-z\d]+)*$/.test(name) || name.length > 40)
    refuse(`the name ${JSON.stringify(name)}`, 'up to 40 letters and digits, with hyphens or capitals between words', 'Write tooEarly or too-early.');
  if (RESERVED.includes(name)) refuse(`the name "${name}"`, 'a name that is not reserved', `It means something else: ${RESERVED.join(', ')}.`);
  const known = IN_USE[kind](root).map((one) => one.name);
  if (known.some((one) => kebabCase(one) === kebabCase(name)))
    refuse(`the ${kind} "${name}", which there is`, 'a name that is not in use', `There are ${known.join(', ')}.`);
  const plan = KINDS[kind].plan(args, root);
  const taken = Object.keys(plan.files).find((file) => existsSync(join(root, file)));
  if (taken) refuse(`the file ${taken}`, 'a name whose files are not there', 'Choose another name, or remove the file.');
  return { ...plan, changes: changesOf(plan.places) };
}

/** The new text of each file. A file may have several lists, such as package.json. */
function changesOf(places) {
  const texts = new Map();
  for (const place of places) if (place.insert !== undefined) texts.set(place.file, changed(place, texts.get(place.file)));
  return Array.from(texts, ([file, after]) => ({ file, after })).filter(({ after }) => after !== undefined);
}

/** The text of a list with the new line in it. A list of code that has another shape than we know is refused; a page is left to the writer. */
function changed({ file, insert, line }, earlier) {
  const before = earlier ?? readFileSync(join(root, file), 'utf8');
  const after = insert(before);
  if (after !== undefined && after !== before) return after;
  if (file.endsWith('.md') || file.endsWith('.txt')) return earlier;
  return refuse(`${file} without the list that the line belongs into`, `a place for ${line}`, 'Correct `insert` of that place in scripts/places/.');
}

function write({ kind: what, thing, files, changes, places, next }, dry) {
  for (const [file, text] of Object.entries(files)) {
    if (!dry) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    process.stdout.write(`${dry ? 'would write' : 'wrote'}   ${file}\n`);
  }
  for (const { file, after } of changes) {
    if (!dry) writeFileSync(join(root, file), after);
    process.stdout.write(`${dry ? 'would change' : 'changed'} ${file}\n`);
  }
  if (!dry) formatted([...Object.keys(files), ...changes.map(({ file }) => file)].filter((file) => /\.(?:[jt]s|mjs|jsonc?)$/.test(file)));
  const done = [...Object.keys(files), ...changes.map(({ file }) => file)];
  const left = places.filter(({ file }) => !done.includes(file)).map(({ file, line }) => `${file}: ${line}`);
  process.stdout.write(`\nLeft to do for the ${what} "${thing.name}", in this order:\n`);
  const steps = [...next, ...left, 'Add a changeset: npm run changeset', 'See what is still missing: npm run check -- places'];
  for (const [index, step] of steps.entries()) process.stdout.write(`${index + 1}. ${step}\n`);
}

/** A list that has become too long for its line is broken into several. */
function formatted(files) {
  const biome = join(root, 'node_modules/.bin/biome');
  const { status, stderr } = spawnSync(biome, ['format', '--write', ...files], { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) process.stderr.write(`The files were not formatted: run npm run format.\n${stderr ?? ''}`);
}
