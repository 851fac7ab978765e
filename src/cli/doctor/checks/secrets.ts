import { join } from 'node:path';
import { setsVariable } from '../../project/sets-variable.ts';
import type { FileIndex } from '../../source/file-index.ts';
import { nameOf, textOf } from '../../source/imports-of.ts';
import type { SyntaxNode } from '../../source/parse-source.ts';
import { walk } from '../../source/walk.ts';
import { type Check, type ExaminedApp, type Finding, findingAt } from '../finding.ts';
import { member } from '../mounts.ts';
import { responseCalls } from '../unreturned/response-calls.ts';
import { loadsOf } from './loads.ts';
import { textOfFile } from './manifest-lines.ts';
import { namesIn } from './names-in.ts';

export const secrets: Check = {
  title: 'the secret of forms',
  run(app) {
    const options = flashOptions(app);
    if (options.length > 0) return options.flatMap(({ file, value }) => ofOption(app, file, value));
    const [mount] = app.mounts.filter(({ host }) => !/^(?:sails|socket-io|ws)$/.test(host));
    const used = mount === undefined ? undefined : formsAt(app);
    if (mount === undefined || used === undefined || !isReadable(app, mount.file, mount.options)) return [];
    const what = `The app uses forms (${used}), and Halyard has no secret. In production an invalid form is not sent back to its page.`;
    return [findingAt(mount.file, mount.node, 'secret-missing', what, TODO)];
  },
};

const TODO = 'Pass flash: { secret: process.env.FLASH_SECRET }, and set FLASH_SECRET to the output of: openssl rand -base64 32';

/** Each option `flash` of the app, whatever object it is in. */
function flashOptions({ index }: ExaminedApp): readonly { readonly file: FileIndex; readonly value: SyntaxNode }[] {
  return index.order.flatMap((file) => {
    const found: SyntaxNode[] = [];
    walk(file.source.body, (node, around) => {
      if (node.type !== 'ObjectProperty' || nameOf(node['key']) !== 'flash' || around.at(-1)?.type !== 'ObjectExpression') return;
      found.push(node['value'] as SyntaxNode);
    });
    return found.map((value) => ({ file, value }));
  });
}

function ofOption(app: ExaminedApp, file: FileIndex, value: SyntaxNode): readonly Finding[] {
  const { file: home, node } = app.index.value(file, value);
  if (node.type !== 'ObjectExpression') return [];
  const secret = member(node, 'secret');
  const isComplete = (node['properties'] as readonly SyntaxNode[]).every(({ type }) => type !== 'SpreadElement');
  if (secret === undefined) {
    if (member(node, 'store') !== undefined || !isComplete) return [];
    return [
      findingAt(
        home,
        node,
        'secret-missing',
        'The option flash has neither a secret nor a store. In production an invalid form is not sent back to its page.',
        TODO,
      ),
    ];
  }
  const written = literalIn(app, home, secret);
  if (written !== undefined) {
    const what = 'The secret is written in the source. Whoever can read the code can open and make the cookies of forms.';
    return [findingAt(home, written, 'secret-in-source', what, 'Read it from the environment without a default: process.env.FLASH_SECRET')];
  }
  return missingInFile(app, home, secret);
}

/** A text in the place of a secret, also as a default: `process.env.SECRET ?? 'changeme'`. */
function literalIn(app: ExaminedApp, file: FileIndex, secret: SyntaxNode): SyntaxNode | undefined {
  if (secret.type === 'LogicalExpression') return literalIn(app, file, secret['right'] as SyntaxNode) === undefined ? undefined : secret;
  if (secret.type === 'ArrayExpression') return (secret['elements'] as readonly SyntaxNode[]).find((one) => literalIn(app, file, one) !== undefined);
  const { node } = app.index.value(file, secret);
  const text = textOf(node);
  return text !== undefined && text !== '' ? secret : undefined;
}

/** The start script names a file with the environment, and the variable of the secret is not in it. */
function missingInFile({ root, manifest }: ExaminedApp, file: FileIndex, secret: SyntaxNode): readonly Finding[] {
  const name = /process\.env\.(\w+)|process\.env\[['"](\w+)['"]\]/.exec(file.source.text.slice(secret.start, secret.end));
  const variable = name?.[1] ?? name?.[2];
  const path = /--env-file(?:-if-exists)?[= ](\S+)/.exec(manifest.scripts?.['start'] ?? '')?.[1];
  const env = path === undefined ? undefined : join(root, path);
  const text = env === undefined ? undefined : textOfFile(env);
  if (env === undefined || text === undefined || variable === undefined) return [];
  const line = text.split('\n').findIndex((one) => setsVariable(one, variable));
  const value = (text.split('\n')[line] ?? '').split('=').slice(1).join('=').trim();
  if (line !== -1 && value.length >= 32) return [];
  const what =
    line === -1
      ? `${variable} is not in ${path}, which the start script reads.`
      : `${variable} in ${path} is shorter than 32 characters, so Halyard refuses it.`;
  return [{ code: 'secret-missing', what, file: env, line: Math.max(line, 0) + 1, todo: `Add ${variable}=… with the output of: openssl rand -base64 32` }];
}

/** Whether the doctor sees all options of the mount. Options of a function or of a package may have a secret. */
function isReadable(app: ExaminedApp, file: FileIndex, options: SyntaxNode | undefined): boolean {
  if (options === undefined) return true;
  const { file: home, node } = app.index.value(file, options);
  if (app.index.packageValue(home, (node['callee'] as SyntaxNode | undefined) ?? node)?.specifier === 'halyard/load') return true;
  if (node.type !== 'ObjectExpression') return false;
  return (node['properties'] as readonly SyntaxNode[]).every((one) => one.type !== 'SpreadElement' || isReadable(app, home, one['argument'] as SyntaxNode));
}

/** Where the app uses forms: a call with the page of a form, a message for the next page, or a view that shows issues. */
function formsAt(app: ExaminedApp): string | undefined {
  for (const file of app.index.order) {
    for (const { node, receiver, name } of responseCalls(app.index, file, app.responses)) {
      const [first, page] = node['arguments'] as readonly SyntaxNode[];
      const target = page === undefined ? undefined : (textOf(page) ?? undefined);
      if (first !== undefined && target?.startsWith('/') && /^(?:badRequest|unprocessableContent|conflict|forbidden)$/.test(name))
        return `${receiver}.${name}(…, '${target}')`;
    }
    const flash = /\b(?:form|req|request|ctx)\.flash\(/.exec(file.source.text);
    if (flash !== null) return `${flash[0]}…)`;
  }
  for (const folder of loadsOf(app).flatMap(({ views }) => views?.source ?? [])) {
    const names = namesIn(folder).filter((one) => one.endsWith('.ejs'));
    const view = names.find(
      (one) => /<form\b/.test(textOfFile(join(folder, one)) ?? '') && /<%[^%]*\b(?:old|errors|form)\b/.test(textOfFile(join(folder, one)) ?? ''),
    );
    if (view !== undefined) return view;
  }
  return undefined;
}
