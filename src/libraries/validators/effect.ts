import { firstOf } from '../../core/values/first-of.ts';
import { isError, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { issueOf } from './issue-of.ts';

const MARK = '~effect/Schema/SchemaError';
const MAX_DEPTH = 32;
const MAX_ISSUES = 32;

/** Halyard's codes and texts for the leaves of the tree. */
const LEAVES: Readonly<Record<string, readonly [code: string, message: string]>> = {
  MissingKey: ['required', 'Required'],
  UnexpectedKey: ['unrecognized_keys', 'Not a known field'],
  InvalidType: ['invalid_type', 'Not of the type that is asked for'],
};

/** Maps the SchemaError of Effect. Its `issue` is a tree: pointers with keys, and at each leaf a broken rule with the actual value. */
export function effect(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || readProperty(value, MARK) === undefined) return undefined;
  const issues = issuesUnder(readOwn(value, 'issue'), [], 0).slice(0, MAX_ISSUES);
  return { issues, quotes: true };
}

function issuesUnder(node: unknown, above: readonly unknown[], depth: number): readonly Issue[] {
  if (depth > MAX_DEPTH) return [];
  const tag = readProperty(node, '_tag');
  if (tag === 'Pointer') return issuesUnder(readProperty(node, 'issue'), [...above, ...firstOf(readProperty(node, 'path'))], depth + 1);
  if (tag === 'Composite') return firstOf(readProperty(node, 'issues')).flatMap((inner) => issuesUnder(inner, above, depth + 1));
  if (tag === 'Encoding') return issuesUnder(readProperty(node, 'issue'), above, depth + 1);
  return [leafIssue(node, String(tag), above)];
}

function leafIssue(node: unknown, tag: string, path: readonly unknown[]): Issue {
  const actual = readProperty(node, 'actual');
  const typed = [readProperty(actual, '_tag') === 'Some' ? readProperty(actual, 'value') : actual];
  const [code, message] = LEAVES[tag] ?? [tag === 'Filter' ? 'filter' : undefined, undefined];
  if (tag !== 'Filter') return issueOf(message, path, { code, typed });
  const annotations = readProperty(readProperty(node, 'filter'), 'annotations');
  const [written, expected] = [readProperty(annotations, 'message'), readProperty(annotations, 'expected')];
  return issueOf([written, typeof expected === 'string' ? `Expected ${expected}` : undefined], path, { code, typed });
}
