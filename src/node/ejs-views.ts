import { readFile } from 'node:fs/promises';
import ejs from 'ejs';
import { HalyardError } from '../core/errors.ts';
import type { MaybePromise } from '../core/maybe-promise.ts';

export type Template = (locals: Readonly<Record<string, unknown>>) => MaybePromise<string>;

/**
 * An EJS page, compiled. The engine's settings are ours: none is ever taken from the locals (CVE-2022-29078). Reserved words of EJS among
 * the locals cannot switch off escaping, for the locals have fixed names. In production included pages are kept, too.
 *
 * @throws HalyardError E_VIEW_FILE
 */
export async function compileEjs(file: string, folder: string, development: boolean): Promise<Template> {
  try {
    const text = await readFile(file, 'utf8');
    return ejs.compile(text, { filename: file, views: [folder], root: folder, cache: !development, async: false }) as Template;
  } catch (error) {
    throw new HalyardError('E_VIEW_FILE', {
      found: `${file}: ${String((error as Error)?.message ?? error).split('\n', 1)[0]}`,
      expected: 'an EJS template',
      cause: error,
    });
  }
}
