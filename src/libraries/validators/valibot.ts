import { firstOf } from '../../core/values/first-of.ts';
import { readProperty } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { SubmittedValues } from '../../core/values/submitted-values.ts';
import { issueOf, issuesOf, listIn } from './issue-of.ts';

/** Maps the failures of valibot: a ValiError, the result of `safeParse`, or a list of issues. Each issue has a `kind`. */
export function valibot(value: unknown): LibraryMapping | undefined {
  const list = listIn(value, 'issues');
  const submitted = new SubmittedValues(readProperty(readProperty(readProperty(readProperty(list, 0), 'path'), 0), 'input'));
  const issues = issuesOf(list, (issue) => valibotIssue(issue, submitted));
  return issues === undefined ? undefined : { issues, quotes: true };
}

function valibotIssue(issue: unknown, submitted: SubmittedValues): readonly Issue[] | undefined {
  const [kind, type, message, received, input] = ['kind', 'type', 'message', 'received', 'input'].map((name) => readProperty(issue, name));
  const [expected, requirement, path] = ['expected', 'requirement', 'path'].map((name) => readProperty(issue, name));
  if (!/^(?:schema|validation|transformation)$/.test(String(kind)) || typeof type !== 'string' || typeof message !== 'string') return undefined;
  const keys = firstOf(path).map((segment) => readProperty(segment, 'key'));
  return [issueOf(withoutReceived(message, received), keys, { code: type, params: { expected, requirement }, typed: [input], submitted })];
}

/** Removes the submitted value from the end of valibot's own message: `Invalid email: Received "…"`. */
function withoutReceived(message: string, received: unknown): string {
  for (const end of [` but received ${String(received)}`, `: Received ${String(received)}`]) if (message.endsWith(end)) return message.slice(0, -end.length);
  return message;
}
