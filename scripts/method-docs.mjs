// Writes src/core/responses/methods-of-*.ts: the response methods with the doc comments that an editor shows on `res.notFound`. A mapped type
// would lose them. And src/cli/generate/built-in-texts.ts, for the files of `halyard generate responses`. Each comment stands once, in the
// response's own file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'src/core/responses';

/** The files, each with the statuses of its methods. */
const FILES = [
  ['methods-of-successes', 'SuccessMethods', (status) => status < 400],
  ['methods-of-client-errors', 'ClientErrorMethods', (status) => status >= 400 && status < 500],
  ['methods-of-server-errors', 'ServerErrorMethods', (status) => status >= 500],
];

/** The answer that a client gets, for responses without their own sentence. */
const CLIENTS = {
  success: 'Every client gets `data` as JSON, a text as text.',
  form: 'A browser gets its form again, with the errors and what was typed, or else the page of the status. A program gets a problem document (RFC 9457).',
  failure: 'A browser gets the page of the status, a program a problem document (RFC 9457).',
};

/** The arguments, by name. */
const PARAMETERS = {
  data: 'Any value that JSON can hold.',
  location: 'The address of the new resource, for the header `Location`.',
  errors: 'One error or a list: Errors, texts or other values. They go to the log.',
  message: 'A text for the client, or data for it. The text of an Error stays in the log.',
  validationErrors: 'A message, a list of `{ path, message }`, messages by field, or the error of a validation library.',
  redirectTo: "A path of this origin, or options with it. A browser's form goes back there.",
  options: '`code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.',
};

/** @returns {readonly (readonly [file: string, text: string])[]} the text that the files must hold. */
export function methodFiles(root) {
  const read = (file) => readFileSync(join(root, FOLDER, file), 'utf8');
  const responses = Array.from(read('index.ts').matchAll(/export \{ (\w+) \} from '\.\/([\w-]+)\.ts'/g), ([, name, file]) =>
    response(name, file, read(`${file}.ts`)),
  );
  responses.sort((a, b) => a.status - b.status);
  const methods = FILES.map(([file, interfaceName, has]) => [
    `${FOLDER}/${file}.ts`,
    fileText(
      interfaceName,
      responses.filter(({ status }) => has(status)),
    ),
  ]);
  return [...methods, ['src/cli/generate/built-in-texts.ts', textsOfResponses(responses)]];
}

function response(name, file, text) {
  const comment = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*export const ${name} = defineResponse`).exec(text)?.[1];
  const definition = text.slice(text.indexOf(`export const ${name} = `));
  const status = Number(/status: (\d{3})/.exec(definition)?.[1]);
  if (comment === undefined || Number.isNaN(status)) throw new Error(`docs: ${file}.ts has no doc comment before ${name}, or no status`);
  const [prose, example] = comment
    .replace(/^\s*\* ?/gm, '')
    .trim()
    .split(/\s*@example\s*/);
  const typed = Array.from(/outcome: \(([\s\S]*?)\)(?::[^=]*)? =>/.exec(definition)?.[1].matchAll(/(\w+)\?: ([^,]+)/g) ?? [], ([, parameter, type]) => [
    parameter,
    type.trim(),
  ]);
  return { name, file, status, prose: prose.replace(/\s+/g, ' '), example, typed, parameters: typed.map(([parameter]) => parameter) };
}

function textsOfResponses(responses) {
  const members = responses.map(
    ({ name, prose, example, typed }) =>
      `${example.includes('${') ? '  // biome-ignore lint/suspicious/noTemplateCurlyInString: the example is code\n' : ''}  ${name}: [[${typed.map(([parameter, type]) => `[${quoted(parameter)}, ${quoted(type)}]`).join(', ')}], ${quoted(prose)}, ${quoted(example)}],`,
  );
  return `// Written by scripts/docs.mjs from the sources of the responses: change them there, then run npm run docs.

/** What the file of a response says: its parameters with their types, its sentences, and an example of a call. */
export type ResponseText = readonly [parameters: readonly (readonly [name: string, type: string])[], prose: string, example: string];

/** The texts of the built-in responses, by name. */
// biome-ignore format: one line for each response
export const TEXTS: Readonly<Record<string, ResponseText>> = {
${members.join('\n')}
};
`;
}

function quoted(text) {
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}

function fileText(interfaceName, responses) {
  const imports = responses.map(({ name, file }) => `import type { ${name} } from './${file}.ts';`).sort(byPath);
  const members = responses.map(
    ({ name, status, prose, example, parameters }) => `  /**
   * ${wrapped(`${prose} ${status === 204 ? '' : CLIENTS[clientsOf(status)]}`.trim(), '   * ', 156)}
   *
${parameters.map((parameter) => `   * @param ${parameter} ${PARAMETERS[parameter] ?? missing(name, parameter)}\n`).join('')}   * @example
   * ${example.split('\n').join('\n   * ')}
   */
  readonly ${name}: (...args: Parameters<typeof ${name}>) => Sent;`,
  );
  return `// Written by scripts/docs.mjs from the doc comments of the responses: change them there, then run npm run docs.
${imports.join('\n')}

/** Methods of \`res\`. \`Sent\` is what a call returns on the host. No method throws: what fails is logged, and the client gets the status. */
export interface ${interfaceName}<Sent> {
${members.join('\n')}
}
`;
}

function clientsOf(status) {
  if (status < 400) return 'success';
  return [400, 409, 422].includes(status) ? 'form' : 'failure';
}

function missing(name, parameter) {
  throw new Error(`docs: the argument ${parameter} of ${name} has no text in PARAMETERS of scripts/method-docs.mjs`);
}

function byPath(a, b) {
  return a.replace(/^.*'(.*)'.*$/, '$1').localeCompare(b.replace(/^.*'(.*)'.*$/, '$1'));
}

function wrapped(text, prefix, width) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== '' && prefix.length + line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join(`\n${prefix}`);
}
