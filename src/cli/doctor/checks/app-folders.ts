import { extname, join, parse } from 'node:path';
import { BUILT_IN } from '../../../core/responses/built-in-responses.ts';
import { hintForView } from '../../../load/found-files.ts';
import { nameOf, textOf } from '../../source/imports-of.ts';
import type { SyntaxNode } from '../../source/parse-source.ts';
import { isFolder } from '../../source/resolve-file.ts';
import { walk } from '../../source/walk.ts';
import type { Check, ExaminedApp, Finding } from '../finding.ts';
import { member } from '../mounts.ts';
import { type Load, loadsOf } from './loads.ts';
import { namesIn } from './names-in.ts';

export const appFolders: Check = {
  title: 'the names and exports in api/responses/, and the names in views/',
  run: (app) => loadsOf(app).flatMap((load) => [...responseFiles(app, load), ...viewFiles(app, load)]),
};

const IGNORED = /^\.|\.(?:md|txt|map)$|\.d\.[mc]?ts$|\.(?:test|spec)\.[mc]?[jt]s$/;
const NAMES = new Map(BUILT_IN.map(({ name }) => [key(name as string), name as string]));
/** Statuses that Halyard or the host may answer with, although the app does not name them. */
const STATUSES = new Set([...BUILT_IN.map(({ status }) => status), 405, 408, 413, 414, 415, 417, 431, 505]);

function key(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function filesOf(folder: string | undefined): readonly string[] {
  return folder === undefined ? [] : namesIn(folder);
}

function responseFiles(app: ExaminedApp, load: Load): readonly Finding[] {
  const responses = load.responses?.source;
  const seen = new Map<string, string>();
  return filesOf(responses).flatMap((entry): readonly Finding[] => {
    if (IGNORED.test(entry) || responses === undefined) return [];
    const file = join(responses, entry);
    const { name } = parse(entry);
    const at = (what: string, todo: string, line = 1): readonly Finding[] => [{ code: 'response-file', what, file, line, todo }];
    if (isFolder(file)) return at(`${entry}/ is a folder. load() takes only files, so the app does not start.`, 'Move it out of the folder of the responses.');
    if (!/\.[mc]?[jt]s$/.test(entry)) return at(`${entry} is no script, so the app does not start.`, 'Move it out of the folder of the responses.');
    const other = seen.get(name);
    if (other !== undefined) return at(`${entry} and ${other} are both res.${name}(), so the app does not start.`, 'Remove one of them.');
    seen.set(name, entry);
    const builtIn = NAMES.get(key(name));
    if (builtIn !== undefined && builtIn !== name)
      return at(`${entry} does not replace res.${builtIn}(), because its name differs.`, `Rename it to ${builtIn}${extname(entry)}.`);
    if (!/^[A-Za-z_$][\w$]*$/.test(name)) {
      const camelCase = name.replace(/[-. ]+(.?)/g, (_, letter: string) => letter.toUpperCase());
      return at(`The name of ${entry} is no name of a method, so it can only be called as res['${name}']().`, `Rename it to ${camelCase}${extname(entry)}.`);
    }
    return wrongExport(app, file, at);
  });
}

/** A response file has to export a function or a defineResponse(). */
function wrongExport(app: ExaminedApp, path: string, at: (what: string, todo: string, line?: number) => readonly Finding[]): readonly Finding[] {
  const file = app.index.files.get(path);
  if (file === undefined) return [];
  const exported = file.exports.get('default');
  const todo = 'Write: export default function (data) { return this.default(data); }';
  if (exported === undefined) {
    const names = [...file.exports.keys()];
    return at(`The file has no default export${names.length > 0 ? ` (but ${names.join(', ')})` : ''}, so the app does not start.`, todo);
  }
  const { node } = app.index.value(file, exported);
  const isWrong = /^Class|Literal$|^ObjectExpression$|^ArrayExpression$/.test(node.type);
  return isWrong ? at('The default export is no function and no defineResponse(), so the app does not start.', todo, exported.loc.start.line) : [];
}

function viewFiles(app: ExaminedApp, { views: folder, options }: Load): readonly Finding[] {
  const views = folder?.source;
  const engines = enginesOf(options);
  const isHosts = app.index.order.some(({ source }) => /view engine|@fastify\/view|@koa\/ejs|koa-views|@hapi\/vision|setViewEngine/.test(source.text));
  if (engines === undefined || views === undefined) return [];
  const extensions = ['ejs', ...engines];
  const answered = statusesIn(app);
  return filesOf(views).flatMap((entry): readonly Finding[] => {
    const file = join(views, entry);
    const hint = hintForView(entry, extensions);
    const isNoEngine = hint?.includes('no engine') === true;
    if (hint !== undefined && !(isNoEngine && isHosts)) {
      const [what, todo] = hint.split(/\. (?=Rename)|(?<=not read)\. /);
      return [{ code: 'view-not-read', what: `${sentence(what ?? hint)}.`, file, line: 1, todo: todo ?? 'Rename it.' }];
    }
    const status = Number(/^([1-5]\d\d)\.\w+$/.exec(entry)?.[1]);
    if (!extensions.includes(extname(entry).slice(1)) || Number.isNaN(status) || answered.has(status)) return [];
    const what = `Nothing in the app answers with the status ${status}, so nobody sees this page.`;
    return [
      { code: 'view-not-shown', what, file, line: 1, todo: `Correct the number, or add a response with it: halyard generate response … --status ${status}` },
    ];
  });
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/\.$/, '');
}

/** The extensions in the option `engines`. `undefined`: the doctor cannot read them. */
function enginesOf(options: SyntaxNode | undefined): readonly string[] | undefined {
  const engines = member(options, 'engines');
  if (engines === undefined) return [];
  if (engines.type !== 'ObjectExpression') return undefined;
  const names = (engines['properties'] as readonly SyntaxNode[]).map((one) => nameOf(one['key']) ?? textOf(one['key']));
  return names.some((one) => one === undefined) ? undefined : (names as string[]).map((one) => one.replace(/^\./, ''));
}

/** The statuses of the built-in responses, and every number of the source that may be one. */
function statusesIn({ index }: ExaminedApp): ReadonlySet<number> {
  const found = new Set<number>(STATUSES);
  for (const { source } of index.order) {
    walk(source.body, (node) => {
      if (node.type === 'NumericLiteral') found.add(node['value'] as number);
    });
  }
  return found;
}
