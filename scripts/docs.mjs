#!/usr/bin/env node
// Writes the tables in README.md and docs/ that are generated from the source. A table stands between two marks,
// `<!-- options:start -->` and `<!-- options:end -->`, on any page. Every other table, also in decisions/, gets the narrow form. `--check` writes
// nothing, and fails when a table is out of date.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, isBuilt, root } from './ensure-ready.mjs';
import { methodFiles } from './method-docs.mjs';
import { narrowTables } from './narrow-tables.mjs';
import { requirementsPage } from './requirements.mjs';
import { drawing } from './rooms.mjs';

const dist = join(root, 'dist');

/** Descriptions of members without a doc comment in the source, because their name is enough for a reader of the code. */
const DESCRIPTIONS = {
  ViewLocals: {
    status: 'The status code: `404`.',
    title: 'The title of the response: `Not Found`.',
  },
  ViewError: {
    message: 'The message of the issue, or the name and the message of the error.',
    pointer: "The field as a JSON Pointer: `#/address/city`. `''` for an error.",
    code: "The rule that was broken, or the code of the error. `''` when there is none.",
  },
  ResponseContext: {
    req: 'The request of the host.',
    res: 'The reply of the host, with the response methods.',
    name: 'The name of this response: `serverError`.',
    status: 'The status code that the default would send.',
  },
  FailureRecord: {
    reference: 'The reference that the client got as well: `7K3M-Q9TX`.',
    status: 'The status code of the answer.',
    method: 'The method of the request.',
    path: 'The path of the request, without the query.',
    route: 'The pattern of the route that matched, if the host knows it: `/orders/:id`.',
    requestId: '`X-Request-Id` of the reply, else of the request, if it is short and harmless.',
    traceId: 'The trace id of a valid `traceparent` header.',
    detail: 'The message that your app passed to the response.',
    err: 'The first error behind it: `name`, `message`, `code`, `status`, `stack`, `cause`, `errors`.',
  },
};

/** Every table, by the name in its marks. */
const TABLES = {
  'responses-in-full': responsesTable,
  'response-options': () => membersTable('core/responses/common-options', 'ResponseOptions', 'Option', 'string'),
  options: () => membersTable('core/settings/options', 'Options', 'Option', 'link'),
  'load-options': () => membersTable('load/load', 'LoadOptions', 'Option', 'string'),
  locals: () => membersTable('core/formats/locals', 'ViewLocals', 'Local', 'string'),
  'locals-of-an-error': () => membersTable('core/formats/locals', 'ViewError', 'Member', 'string'),
  'override-context': () => membersTable('core/responses/app-response', 'ResponseContext', 'Member', 'string'),
  record: () => membersTable('core/report/report', 'FailureRecord', 'Member', 'string'),
  codes: codesTable,
  requirements: () => requirements,
  rooms: () => `
\`\`\`text
${drawing()}
\`\`\`
`,
};

const requirements = await requirementsPage();

const check = process.argv.includes('--check');

// The tables are made from dist/. An old dist/ would produce old tables.
if (!check) ensureBuilt();
else if (!isBuilt()) {
  console.error('docs: dist/ is missing or older than src/, so that the tables cannot be compared. Build it first: npm run build');
  process.exit(1);
}

const { HALYARD_ERROR_CODES, ...names } = await import(pathToFileURL(join(dist, 'index.js')).href).catch(() => {
  console.error('docs: dist/ cannot be read. Build it first: npm run build');
  process.exit(1);
});

function responsesTable() {
  const rows = declaredResponses(join(dist, 'core/responses')).map(({ name, args, text }) => ({ name, status: names[name].status, args, text }));
  rows.sort((a, b) => a.status - b.status);
  return table(
    ['Method', 'Status', 'Arguments', 'Description'],
    rows.map(({ name, status, args, text }) => [`\`${name}\``, String(status), args === '' ? 'none' : `\`${args}\``, text]),
  );
}

function membersTable(module, interfaceName, heading, style) {
  const members = interfaceMembers(join(dist, `${module}.d.ts`), interfaceName);
  const rows = members.map(({ name, text }) => {
    const description = text || DESCRIPTIONS[interfaceName]?.[name];
    if (!description) throw new Error(`docs: ${interfaceName}.${name} has neither a comment nor a line in DESCRIPTIONS`);
    return [style === 'link' ? `[\`${name}\`](#${name.toLowerCase()})` : `\`${name}\``, description];
  });
  return table([heading, 'Description'], rows);
}

function codesTable() {
  return table(
    ['Code', 'Message'],
    Object.entries(HALYARD_ERROR_CODES).map(([code, message]) => [`[\`${code}\`](#${code.toLowerCase()})`, message]),
  );
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Each response that a folder's index exports: its name, its arguments as a caller writes them, its doc comment. */
function declaredResponses(folder) {
  const exported = readFileSync(join(folder, 'index.d.ts'), 'utf8').matchAll(/^export \{ (\w+) \} from '\.\/([\w-]+)\.[jt]s';$/gm);
  return Array.from(exported, ([, name, file]) => {
    const text = readFileSync(join(folder, `${file}.d.ts`), 'utf8');
    const declared = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*export declare const ${name}: [^;]*DefinedResponse<readonly \\[(.*)\\]>;`);
    const [, comment, args] = declared.exec(text) ?? [];
    if (comment === undefined)
      throw new Error(`docs: ${file}.ts declares no response "${name}" with a doc comment. Write one before it: /** It was here, … */`);
    return { name, args: argumentNames(args), text: prose(comment) };
  });
}

/** `[message?: Message, options?: ResponseOptions]` as `message?, options?`. */
function argumentNames(tuple) {
  const names = [];
  let depth = 0;
  let start = 0;
  for (const [index, character] of Array.from(`${tuple},`).entries()) {
    if ('<([{'.includes(character)) depth++;
    else if (')]}'.includes(character) || (character === '>' && tuple[index - 1] !== '=')) depth--;
    else if (character === ',' && depth === 0) {
      const name = /^\s*(\w+\??):/.exec(tuple.slice(start, index))?.[1];
      if (name !== undefined) names.push(name);
      start = index + 1;
    }
  }
  return names.join(', ');
}

/** The members of an interface, in their order, with their doc comments, without inherited ones. */
function interfaceMembers(file, interfaceName) {
  const text = readFileSync(file, 'utf8');
  const body = new RegExp(`export interface ${interfaceName}\\b[^{]*\\{\\n([\\s\\S]*?)\\n\\}`).exec(text)?.[1];
  if (body === undefined) throw new Error(`docs: ${file} declares no interface ${interfaceName}`);
  const member = /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?(?:readonly )?(\w+)\??(?:\([^)]*\))?: [^;]+;/g;
  return Array.from(body.matchAll(member), ([, comment, name]) => ({ name, text: prose(comment ?? '') }));
}

function prose(comment) {
  return comment
    .replace(/^\s*\*? ?/gm, ' ')
    .replace(/@\w+[\s\S]*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function pages(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? pages(join(folder, entry.name)) : entry.name.endsWith('.md') ? [join(folder, entry.name)] : [],
  );
}

const stale = [];
for (const [file, text] of methodFiles(root)) {
  if (existsSync(join(root, file)) && readFileSync(join(root, file), 'utf8') === text) continue;
  stale.push(file);
  if (!check) writeFileSync(join(root, file), text);
}
for (const page of [join(root, 'README.md'), ...pages(join(root, 'docs')), ...pages(join(root, 'decisions'))]) {
  const text = readFileSync(page, 'utf8');
  const written = text.replace(/(<!-- ([\w-]+):start -->\n)[\s\S]*?(<!-- \2:end -->)/g, (whole, start, name, end) =>
    Object.hasOwn(TABLES, name) ? `${start}${TABLES[name]()}\n${end}` : whole,
  );
  const fresh = narrowTables(written);
  if (fresh === text) continue;
  stale.push(relative(root, page));
  if (!check) writeFileSync(page, fresh);
}

if (stale.length > 0) console.log(check ? `docs: out of date: ${stale.join(', ')}. Run: node scripts/docs.mjs` : `docs: wrote ${stale.join(', ')}`);
process.exitCode = check && stale.length > 0 ? 1 : 0;
