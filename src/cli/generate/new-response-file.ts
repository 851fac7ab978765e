import { statusPhrase } from '../../core/values/status.ts';
import type { FileKind } from '../project/language.ts';
import type { NewFile } from './response-file.ts';

/** A response that only the app has. */
export interface NewResponse {
  readonly name: string;
  readonly status: number;
}

/**
 * The file of a new response, which `defineResponse()` defines: `res.outOfStock('…')`, and `throw outOfStock('…')`.
 *
 * @param response its name, which `problemOfName()` has accepted, and its status
 * @param kind the language and the extension of the file
 * @param folder the folder of the responses
 */
export function newResponseFile({ name, status }: NewResponse, { language, extension }: FileKind, folder = 'api/responses'): NewFile {
  const ts = language === 'ts';
  const sample = sampleOf(name, status, ts);
  const text = `${language === 'cjs' ? "const { defineResponse } = require('halyard');" : "import { defineResponse } from 'halyard';"}

/**
 * \`res.${name}(${sample.call})\` answers with the status ${status} ${statusPhrase(status)}.${status >= 400 ? ` You can throw it, too: \`throw ${name}(${sample.call})\`.` : ''}
 * \`outcome\` turns the arguments of the call into facts. ${sample.note}
 *
 * @example
 * return res.${name}(${sample.call});
 */
const ${name} = defineResponse({
  status: ${status},
  title: '${titleOf(name).replaceAll("'", "\\'")}',
  outcome: ${sample.outcome},
});

${language === 'cjs' ? `module.exports = ${name};` : `export default ${name};`}
${ts ? declaration(name) : ''}`;
  return { path: `${folder}/${name}.${extension}`, text };
}

interface Sample {
  /** The arguments of the example. */
  readonly call: string;
  readonly outcome: string;
  readonly note: string;
}

function sampleOf(name: string, status: number, ts: boolean): Sample {
  const typed = (parameter: string, type: string): string => (ts ? `${parameter}: ${type}` : parameter.replace('?', ''));
  if (status === 204 || status === 205 || status === 304) return { call: '', outcome: '() => ({ dataIsBody: true })', note: 'This status has no body.' };
  if (status < 300) {
    return { call: '{ id: 7 }', outcome: `(${typed('data?', 'unknown')}) => ({ data, dataIsBody: true })`, note: '`data` is the whole body.' };
  }
  if (status < 400) {
    return { call: "'/orders/7'", outcome: `(${typed('location', 'string')}) => ({ headers: { location } })`, note: '`location` is the new address.' };
  }
  const title = titleOf(name);
  const detail = title[0] + title.slice(1).toLowerCase();
  const outcome = `(${typed('message?', 'string')}) => ({ detail: message ?? ${quoted(detail)}, code: ${quoted(codeOf(name))} })`;
  const note = '`detail` is the message for the client, `code` a name for programs.';
  return {
    call: `'${detail.replaceAll("'", "\\'")}'`,
    outcome,
    note: status < 500 ? note : `${note} In production a client sees them only with \`expose: true\`.`,
  };
}

/** `outOfStock` → `Out Of Stock` */
function titleOf(name: string): string {
  return wordsOf(name)
    .map((word) => (word[0] ?? '').toUpperCase() + word.slice(1))
    .join(' ');
}

/** `outOfStock` → `E_OUT_OF_STOCK` */
function codeOf(name: string): string {
  return `E_${wordsOf(name).join('_').toUpperCase()}`;
}

function wordsOf(name: string): readonly string[] {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g);
  return words ?? [name];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`;
}

function declaration(name: string): string {
  return `
declare module 'halyard' {
  interface AppResponses {
    ${name}: typeof ${name};
  }
}
`;
}
