import { readFile } from 'node:fs/promises';
import ejs from 'ejs';
import { LOCAL_NAMES } from '../core/formats/locals.ts';
import { HalyardError } from '../core/values/errors.ts';
import type { MaybePromise } from '../core/values/maybe-promise.ts';

/** A compiled page, which renders its locals. */
export type Template = (locals: Readonly<Record<string, unknown>>) => MaybePromise<string>;

/** Escapes a text as EJS does. Most texts hold nothing to escape, and a test for it is several times faster than a replacement without a match. */
function escapeText(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && !/[&<>"']/.test(value) ? value : ejs.escapeXML(value as string);
}

/**
 * Compiles an EJS page. The settings of the engine are fixed: none is ever taken from the locals (CVE-2022-29078). Locals with a reserved name of EJS
 * cannot switch off escaping, because the names of the locals are fixed. In production included pages are cached, too.
 *
 * @param file the page's path
 * @param folder the root of absolute includes
 * @throws HalyardError E_VIEW_FILE
 */
export async function compileEjs(file: string, folder: string, development: boolean): Promise<Template> {
  try {
    const text = await readFile(file, 'utf8');
    const options = { filename: file, views: [folder], root: folder, cache: !development, async: false, escape: escapeText };
    const general = ejs.compile(text, options) as Template;
    // EJS finds names with `with`, which V8 cannot optimise. A page needs no `with` if it uses only the fixed names and includes no page. EJS copies the
    // locals so that no name is found on a prototype. All of Halyard's locals are own properties. A page without the name `locals` reads no others.
    if (/\binclude\b/.test(text)) return general;
    const unsafePrototypeLocals = !/\blocals\b/.test(text);
    const quickOptions = { ...options, _with: false, destructuredLocals: [...LOCAL_NAMES], unsafePrototypeLocals };
    const quick = ejs.compile(text, quickOptions) as Template;
    return (locals) => (Object.keys(locals).length === LOCAL_NAMES.length ? quick(locals) : general(locals));
  } catch (error) {
    throw new HalyardError('E_VIEW_FILE', {
      found: `${file}: ${String((error as Error)?.message ?? error).split('\n', 1)[0]}`,
      expected: 'an EJS template',
      cause: error,
    });
  }
}
