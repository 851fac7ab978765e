import { BUILT_IN } from '../../core/responses/built-in-responses.ts';
import { TEXTS } from './built-in-texts.ts';

/** The language of a file: TypeScript, a JavaScript module, or a CommonJS module. */
export type Language = 'ts' | 'esm' | 'cjs';

/** A file to be written: its path below the folder of the app, with `/`, and its text. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** How a response file is written. */
export interface ResponseFileOptions {
  readonly language: Language;
  /** The extension of the file. Default: `ts`, or `js`. An app whose package.json has another `type` needs `mts`, `mjs` or `cjs`. */
  readonly extension?: string;
  /** The folder of the responses. Default: `api/responses`. */
  readonly folder?: string;
}

/** The names of the built-in responses, by status. */
export const BUILT_IN_NAMES: readonly string[] = Object.keys(TEXTS);

/**
 * The file in `api/responses/` that replaces a built-in response and answers exactly as that one does: `return this.default(…)`.
 *
 * @param name the name of a built-in response
 * @throws TypeError if no built-in response has the name
 * @example
 * responseFile('notFound', { language: 'ts' }).path; // api/responses/notFound.ts
 */
export function responseFile(name: string, { language, extension = extensionOf(language), folder = 'api/responses' }: ResponseFileOptions): NewFile {
  const definition = BUILT_IN.find((one) => one.name === name);
  const text = Object.hasOwn(TEXTS, name) ? TEXTS[name] : undefined;
  if (definition === undefined || text === undefined) throw new TypeError(`There is no built-in response "${name}".`);
  const [parameters, prose, example] = text;
  const all = withOptions(parameters);
  const call = `res.${name}(${all.map(([parameter]) => parameter).join(', ')})`;
  const comment = [
    ...wrapped(`\`${call}\` answers with the status ${definition.status} ${definition.title}. ${prose}`),
    ...wrapped('`this.default()` answers as Halyard does. Change its arguments, or answer with `this.res`.'),
  ];
  const write = { ts: typeScript, esm: javaScript, cjs: javaScript }[language];
  return { path: `${folder}/${name}.${extension}`, text: write({ name, parameters: all, comment, example, language }) };
}

/** The extension of a file in this language, in a package whose `type` fits it. */
function extensionOf(language: Language): string {
  return language === 'ts' ? 'ts' : 'js';
}

type Parameters = readonly (readonly [name: string, type: string])[];

interface Parts {
  readonly name: string;
  readonly parameters: Parameters;
  readonly comment: readonly string[];
  readonly example: string;
  readonly language: Language;
}

/** Every response takes options after its own arguments (`WithOptions`). Without the parameter, the file would drop them. */
function withOptions(parameters: Parameters): Parameters {
  return parameters.at(-1)?.[0] === 'options' ? parameters : [...parameters, ['options', 'ResponseOptions']];
}

function typeScript({ name, parameters, comment, example }: Parts): string {
  const types = parameters.flatMap(([, type]) => typeNames(type));
  const imports = [...new Set(['ResponseContext', ...types])].sort().join(', ');
  const list = ['this: ResponseContext', ...parameters.map(([parameter, type]) => `${parameter}?: ${type}`)];
  const head = `export default function ${name}(${list.join(', ')}): unknown {`;
  const signature = head.length <= 120 ? head : `export default function ${name}(\n${list.map((one) => `  ${one},\n`).join('')}): unknown {`;
  return `import type { ${imports} } from 'halyard';

${block([...comment, '', '@example', ...example.split('\n')])}
${signature}
  return this.default(${names(parameters)});
}
`;
}

function javaScript({ name, parameters, comment, example, language }: Parts): string {
  const tags = parameters.map(([parameter, type]) => `@param {${imported(type)}} [${parameter}]`);
  const head = language === 'esm' ? 'export default function' : 'module.exports = function';
  return `${block([...comment, '', "@this {import('halyard').ResponseContext}", ...tags, '@example', ...example.split('\n')])}
${head} ${name}(${names(parameters)}) {
  return this.default(${names(parameters)});
}${language === 'esm' ? '' : ';'}
`;
}

function names(parameters: Parameters): string {
  return parameters.map(([parameter]) => parameter).join(', ');
}

/** The names in a type that Halyard exports: those with a capital letter, except `Error`. */
function typeNames(type: string): readonly string[] {
  return (type.match(/\b[A-Z]\w*/g) ?? []).filter((name) => name !== 'Error');
}

function imported(type: string): string {
  return type.replace(/\b[A-Z]\w*/g, (name) => (name === 'Error' ? name : `import('halyard').${name}`));
}

function block(lines: readonly string[]): string {
  return `/**\n${lines.map((line) => (line === '' ? ' *\n' : ` * ${line}\n`)).join('')} */`;
}

/** The text in lines of at most 100 characters. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) as string;
    if (line !== '' && line.length + 1 + word.length > 100) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
