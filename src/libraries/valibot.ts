import { firstOf } from '../core/first-of.ts';
import { readProperty } from '../core/guarded-read.ts';
import type { Issue } from '../core/issue.ts';
import type { Meaning } from '../core/meaning.ts';
import { issueOf, issuesOf, listIn } from './issue-of.ts';

/** valibot: a ValiError, the result of `safeParse`, or a list of issues. Each has a `kind`. */
export function valibot(value: unknown): Meaning | undefined {
  const issues = issuesOf(listIn(value, 'issues'), valibotIssue);
  return issues === undefined ? undefined : { issues, quotes: true };
}

function valibotIssue(issue: unknown): readonly Issue[] | undefined {
  const [kind, type, message, received] = ['kind', 'type', 'message', 'received'].map((name) => readProperty(issue, name));
  const [expected, requirement, path] = ['expected', 'requirement', 'path'].map((name) => readProperty(issue, name));
  if (!/^(?:schema|validation|transformation)$/.test(String(kind)) || typeof type !== 'string' || typeof message !== 'string') return undefined;
  const keys = firstOf(path).map((segment) => readProperty(segment, 'key'));
  return [issueOf(withoutReceived(message, received), keys, { code: type, params: { expected, requirement } })];
}

/** Its own words end with the value that was sent: `Invalid email: Received "…"`. */
function withoutReceived(message: string, received: unknown): string {
  for (const end of [` but received ${String(received)}`, `: Received ${String(received)}`]) if (message.endsWith(end)) return message.slice(0, -end.length);
  return message;
}
