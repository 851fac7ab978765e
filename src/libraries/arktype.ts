import { firstOf } from '../core/first-of.ts';
import { isArray, readProperty } from '../core/guarded-read.ts';
import type { Issue } from '../core/issue.ts';
import type { Meaning } from '../core/meaning.ts';
import { issueOf, issuesOf, NOT_VALID } from './issue-of.ts';

/** How arktype marks what is its own. */
const KIND = ' arkKind';

/** arktype: the `ArkErrors` that a type gives back. */
export function arktype(value: unknown): Meaning | undefined {
  const errors = isArray(value) ? value : readProperty(value, 'issues');
  if (readProperty(errors, KIND) !== 'errors') return undefined;
  const issues = issuesOf(errors, arkIssue);
  return issues === undefined ? undefined : { issues, quotes: true };
}

function arkIssue(error: unknown): readonly Issue[] | undefined {
  if (readProperty(error, KIND) !== 'error') return undefined;
  const path = readProperty(error, 'path');
  const message = readProperty(error, 'message');
  // Its own words end with what was sent: `must be an email address (was "…")`. Words of the app do not.
  const words = typeof message === 'string' && message.includes('(was ') ? expectation(error) : message;
  return [issueOf(words, firstOf(path), { code: readProperty(error, 'code'), params: { rule: readProperty(error, 'rule') } })];
}

function expectation(error: unknown): string {
  const branches = readProperty(error, 'errors');
  const code = readProperty(error, 'code');
  if (!isArray(branches)) return `must be ${String(readProperty(error, 'expected'))}`;
  const each = firstOf(branches)
    .map((branch) => readProperty(branch, 'expected'))
    .filter((text) => typeof text === 'string' && !text.includes('(was '));
  return each.length === 0 ? NOT_VALID : `must be ${each.join(code === 'union' ? ' or ' : ' and ')}`;
}
