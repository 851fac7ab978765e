import { parse } from 'node:path';
import { BUILT_IN } from '../core/responses/built-in-responses.ts';
import type { StartLine } from '../hosting/shared/start-lines.ts';

/** The responses or the views that `load()` has found. */
export interface Found {
  /** The names, without an extension. */
  readonly names: readonly string[];
  /** The folder that was read. `undefined`: the app has passed modules, or `load()` reads no folder. */
  readonly folder: string | undefined;
}

const MOST_NAMES = 12;

/** The lines of a start: what `load()` has found, and which files have a name that does something else than its author expects. */
export function startLines(responses: Found, views: Found & { readonly misnamed: readonly string[] }): readonly StartLine[] {
  const parts = [counted('response', responses), counted('view', views)].filter((part) => part !== undefined);
  const empty = [missing('responses', responses), missing('views', views)].filter((part) => part !== undefined);
  const hints = [...responses.names.map(hintForResponse).filter((hint) => hint !== undefined), ...views.misnamed];
  const warnings = hints.map((hint): StartLine => ['warn', `halyard: ${hint}`]);
  if (parts.length > 0) return [['info', `halyard: loaded ${parts.join(' and ')}.`], ...warnings];
  return empty.length > 0 ? [['info', `halyard: load() found ${empty.join(' and ')}.`], ...warnings] : warnings;
}

/** `2 responses (notFound, soldOut) from /app/api/responses` */
function counted(noun: string, { names, folder }: Found): string | undefined {
  if (names.length === 0) return undefined;
  const listed = [...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? ['…'] : [])].join(', ');
  const from = folder === undefined ? 'the modules that you passed' : folder;
  return `${names.length} ${noun}${names.length === 1 ? '' : 's'} (${listed}) from ${from}`;
}

/** `no views in /app/views` */
function missing(noun: string, { folder }: Found): string | undefined {
  return folder === undefined ? undefined : `no ${noun} in ${folder}`;
}

const BUILT_IN_NAMES = new Map(BUILT_IN.map(({ name }) => [key(name as string), name as string]));

/** A name that differs from another one only in its case or in its separators has the same key. */
function key(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The hint for a file whose method has another name than its author probably expects. */
function hintForResponse(name: string): string | undefined {
  const builtIn = BUILT_IN_NAMES.get(key(name));
  const isName = /^[A-Za-z_$][\w$]*$/.test(name);
  const call = isName ? `res.${name}()` : `res['${name}']()`;
  if (builtIn !== undefined && builtIn !== name)
    return `the response "${name}" is called as ${call}, and does not replace res.${builtIn}(). Did you mean "${builtIn}"?`;
  if (isName) return undefined;
  const camelCase = name.replace(/[-.]+(.?)/g, (_, letter: string) => letter.toUpperCase());
  return `the response "${name}" is called as ${call}. Did you mean "${camelCase}", which is called as res.${camelCase}()?`;
}

/** Extensions of templates and pages. A stylesheet or an image in the folder is no view. */
const TEMPLATE = /^\.(?:ejs|html?|xhtml|pug|jade|hbs|handlebars|mustache|njk|nunjucks|liquid|eta|twig|haml|dust|art)$/i;

/** The hint for a file that is named after a status and that is not read. `extensions` are those that have an engine. */
export function hintForView(file: string, extensions: readonly string[]): string | undefined {
  const { name, ext } = parse(file);
  const [, status = ''] = /^([1-5](?:\d\d|xx))(?![\w-])/i.exec(name) ?? [];
  if (status === '' || !TEMPLATE.test(ext)) return undefined;
  const [view, extension] = [status.toLowerCase(), ext.slice(1)];
  if (!extensions.includes(extension) && !extensions.includes(extension.toLowerCase())) {
    return (
      `load() does not read the view "${file}", because it has no engine for .${extension} files. ` +
      `Rename it to "${view}.ejs", or pass an engine: load({ engines: { ${extension}: … } }). If the view engine of your host renders it, leave it.`
    );
  }
  const expected = `${view}.${extensions.includes(extension) ? extension : extension.toLowerCase()}`;
  return file === expected ? undefined : `the view "${file}" is not read. Did you mean "${expected}"?`;
}
