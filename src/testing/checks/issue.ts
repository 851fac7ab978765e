import { isPlainObject } from '../../core/values/guarded-read.ts';
import { type Answer, jsonOf, mediaTypeOf } from '../answer/answer.ts';
import { asymmetricMatcher, shown } from '../output/shown.ts';
import type { Verdict } from '../output/verdict.ts';
import { wrongArgument } from '../output/wrong-argument.ts';
import { flashesOf } from '../recorder/flash-of.ts';
import { fits } from './fits.ts';
import { type IssueMember, type IssuePlace, placeOfIssue, placeText } from './pointer.ts';

/** The broken rule (`'too_big'`), or members of the issue: `{ code: 'too_big', detail: /at most 12/ }`. */
export type ExpectedIssue = string | RegExp | IssueMember;

/** Whether the response has an issue for this place. A problem document has issues, and so has the flash of a form that was sent back. */
export function checkIssue(name: string, answer: Answer, place: IssuePlace, expected: ExpectedIssue | undefined): Verdict {
  const at = placeText(name, place);
  const members = expectedMembers(name, expected);
  const wanted = `have an issue at ${shownPlace(at)}${members === undefined ? '' : ` with ${membersText(members)}`}`;
  const issues = issuesOf(answer);
  const here = issues.filter((issue) => placeOfIssue(issue) === at);
  const pass = here.some((issue) => members === undefined || fits(members, issue));
  const found = issues.length === 0 ? [noIssues(answer)] : ['These issues are there:', ...issues.map((issue) => `  ${lineOf(issue)}`)];
  return { pass, wanted, differences: pass ? [] : found, expected: [{ place: at, ...members }], actual: issues.map((issue) => comparable(issue, members)) };
}

/** The issues of a problem document, or of the flash that the response leaves. */
function issuesOf(answer: Answer): readonly IssueMember[] {
  const json = jsonOf(answer);
  const errors = isPlainObject(json?.value) ? json.value['errors'] : undefined;
  const list: readonly unknown[] = Array.isArray(errors) ? errors : flashesOf(answer).flatMap((flash) => flash.errors);
  return list.filter(isPlainObject);
}

function expectedMembers(name: string, expected: unknown): IssueMember | undefined {
  if (expected === undefined) return undefined;
  if (typeof expected === 'string' || expected instanceof RegExp || asymmetricMatcher(expected) !== undefined) return { code: expected };
  if (isPlainObject(expected)) return expected;
  throw wrongArgument(name, { found: shown(expected), expected: "the code of the issue, such as 'too_big', or its members { code, detail }" });
}

function membersText(members: IssueMember): string {
  return Object.entries(members)
    .map(([member, value]) => `the ${member} ${shown(value)}`)
    .join(' and ');
}

function noIssues(answer: Answer): string {
  const type = mediaTypeOf(answer);
  if (type === 'text/html') return 'It is a page. Send the header Accept: application/json to get the problem document.';
  return answer.status < 400 ? 'It has no issues: it is no error, and it leaves no flash.' : 'It has no issues.';
}

function lineOf(issue: IssueMember): string {
  const code = issue.code === undefined ? 'without a code' : shown(issue.code);
  return `${shownPlace(placeOfIssue(issue))}  ${code}  ${shown(issue.detail)}`;
}

function shownPlace(place: string): string {
  return place === '' ? 'the whole value' : place;
}

function comparable(issue: IssueMember, members: IssueMember | undefined): Record<string, unknown> {
  const shownMembers = Object.keys(members ?? {}).map((member) => [member, (issue as Record<string, unknown>)[member]]);
  return { place: placeOfIssue(issue), ...Object.fromEntries(shownMembers) };
}
