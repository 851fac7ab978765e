import { readFile } from 'node:fs/promises';
import ejs from 'ejs';
import { LOCAL_NAMES } from '../core/formats/locals.ts';
import { HalyardError } from '../core/values/errors.ts';
import type { MaybePromise } from '../core/values/maybe-promise.ts';

export type Template = (locals: Readonly<Record<string, unknown>>) => MaybePromise<string>;

/** As EJS escapes; but looking is several times quicker than a replacement that finds nothing, and most texts have nothing. */
function escapeText(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && !/[&<>"']/.test(value) ? value : ejs.escapeXML(value as string);
}

/**
 * An EJS page, compiled. The engine's settings are ours: none is ever taken from the locals (CVE-2022-29078). Reserved words of EJS among
 * the locals cannot switch off escaping, for the locals have fixed names. In production included pages are kept, too.
 *
 * @throws HalyardError E_VIEW_FILE
 */
export async function compileEjs(file: string, folder: string, development: boolean): Promise<Template> {
  try {
    const text = await readFile(file, 'utf8');
    const options = { filename: file, views: [folder], root: folder, cache: !development, async: false, escape: escapeText };
    const general = ejs.compile(text, options) as Template;
    // EJS finds names with `with`, which V8 cannot optimise. A page that has only our names, which are known, and includes no page with
    // names of its own, does without. EJS copies the locals lest a name be found on a prototype; ours are all the object's own, and a
    // page that does not say `locals` asks for no others.
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
