import type { Found } from '../../source/app-index.ts';
import { nameOf } from '../../source/imports-of.ts';
import type { SyntaxNode } from '../../source/parse-source.ts';
import { walk } from '../../source/walk.ts';
import { type ExaminedApp, type Finding, findingAt } from '../finding.ts';
import { member } from '../mounts.ts';
import { answersAllErrors } from './handler-shapes.ts';

/** Global filters of Nest that catch every exception and answer it: `useGlobalFilters()` and the provider `APP_FILTER`. */
export function filterFindings(app: ExaminedApp): readonly Finding[] {
  if (!app.mounts.some(({ host }) => host === 'nest')) return [];
  return globalFilters(app).flatMap(({ file, node }) => {
    const method = (node['body'] as SyntaxNode | undefined)?.['body'] as readonly SyntaxNode[] | undefined;
    const caught = method?.find((one) => one.type === 'ClassMethod' && nameOf(one['key']) === 'catch');
    if (caught === undefined || !catchesEverything(node) || !answersAllErrors(app, { file, node: caught }, 1, undefined)) return [];
    const what = 'This global filter answers every exception before Halyard, so Halyard neither answers nor logs them.';
    return [
      findingAt(file, node, 'own-error-handler', what, 'Remove it, or let it extend BaseExceptionFilter and call super.catch() for what it has no answer for.'),
    ];
  });
}

/** The classes of the global filters. */
function globalFilters(app: ExaminedApp): readonly Found[] {
  const found: Found[] = [];
  const add = (file: Found['file'], expression: SyntaxNode | undefined): void => {
    if (expression === undefined) return;
    const name = expression.type === 'NewExpression' ? (expression['callee'] as SyntaxNode) : expression;
    const value = app.index.value(file, name);
    if (/^Class/.test(value.node.type)) found.push(value);
  };
  for (const file of app.index.order) {
    for (const node of file.calls) {
      if (nameOf((node['callee'] as SyntaxNode)['property']) !== 'useGlobalFilters') continue;
      for (const arg of node['arguments'] as readonly SyntaxNode[]) add(file, arg);
    }
    walk(file.source.body, (node) => {
      const token = member(node, 'provide');
      if (token === undefined || nameOf(token) !== 'APP_FILTER') return;
      add(file, member(node, 'useClass') ?? member(node, 'useValue'));
    });
  }
  return found;
}

/** `@Catch()`, `@Catch(Error)` or `@Catch(HttpException)`. */
function catchesEverything(node: SyntaxNode): boolean {
  return ((node['decorators'] as readonly SyntaxNode[] | null | undefined) ?? []).some((decorator) => {
    const call = decorator['expression'] as SyntaxNode;
    if (call.type !== 'CallExpression' || nameOf(call['callee']) !== 'Catch') return false;
    const args = call['arguments'] as readonly SyntaxNode[];
    return args.length === 0 || args.some((one) => nameOf(one) === 'Error' || nameOf(one) === 'HttpException');
  });
}
