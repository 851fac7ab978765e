import type { FileIndex } from '../../source/file-index.ts';
import { nameOf } from '../../source/imports-of.ts';
import type { SyntaxNode } from '../../source/parse-source.ts';
import { walk } from '../../source/walk.ts';
import { type Check, findingAt } from '../finding.ts';
import { ownHandlers } from './own-handlers.ts';

export const leaks: Check = {
  title: 'answers of the app itself that send a stack trace',
  run(app) {
    // A handler that answers every error is one finding, whatever it sends.
    const known = new Set(ownHandlers.run(app).map(({ file, line }) => `${file}:${line}`));
    return app.index.order.flatMap((file) => {
      const found: SyntaxNode[] = [];
      walk(file.source.body, (node) => {
        if (sendsStack(node) && !isKnown(file, node, known)) found.push(node);
      });
      const what = 'This answer has the stack trace of an error, in production too. It shows paths and code to every client.';
      return found.map((node) =>
        findingAt(file, node, 'stack-sent', what, 'Throw the error, or call negotiate(error). In development Halyard shows the stack to you.'),
      );
    });
  },
};

const SENDS = /^(?:json|jsonp|send|end|write|text|html|body|response)$/;

/** `res.send(error.stack)`, `ctx.body = error.stack`, `new Response(error.stack)`. */
function sendsStack(node: SyntaxNode): boolean {
  if (node.type === 'AssignmentExpression') return nameOf((node['left'] as SyntaxNode)['property']) === 'body' && hasStack([node['right'] as SyntaxNode]);
  const callee = node['callee'] as SyntaxNode | undefined;
  if (node.type === 'NewExpression') return nameOf(callee) === 'Response' && hasStack(node['arguments'] as readonly SyntaxNode[]);
  if (node.type !== 'CallExpression' || !SENDS.test(nameOf(callee?.['property']) ?? '')) return false;
  return /^(?:res|response|reply|ctx|context|c|h)$/.test(rootName(callee) ?? '') && hasStack(node['arguments'] as readonly SyntaxNode[]);
}

function rootName(node: SyntaxNode | undefined): string | undefined {
  let at = node;
  while (at !== undefined && nameOf(at) === undefined) at = (at['object'] ?? at['callee']) as SyntaxNode | undefined;
  return nameOf(at);
}

function hasStack(nodes: readonly SyntaxNode[]): boolean {
  let found = false;
  walk(nodes, (node) => {
    // A choice such as `isDevelopment ? error.stack : undefined` is left to the app.
    if (node.type === 'ConditionalExpression' || node.type === 'LogicalExpression') return false;
    if (/^(?:Optional)?MemberExpression$/.test(node.type) && nameOf(node['property']) === 'stack') found = true;
    return !found;
  });
  return found;
}

function isKnown(file: FileIndex, node: SyntaxNode, known: ReadonlySet<string>): boolean {
  for (let at: SyntaxNode | undefined = node; at !== undefined; at = file.parents.get(at)) {
    if (known.has(`${file.source.file}:${at.loc.start.line}`)) return true;
    if (
      at.type === 'IfStatement' &&
      /\b(?:NODE_ENV|isDev\w*|dev(?:elopment)?|debug)\b/i.test(file.source.text.slice((at['test'] as SyntaxNode).start, (at['test'] as SyntaxNode).end))
    )
      return true;
  }
  return false;
}
