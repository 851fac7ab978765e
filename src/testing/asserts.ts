import { isPromiseLike } from '../core/values/maybe-promise.ts';
import type { Answer } from './answer/answer.ts';
import { type Checked, checkOf, type Result } from './checks/checked.ts';
import { checkIssue, type ExpectedIssue } from './checks/issue.ts';
import { checkLeaks } from './checks/leaks.ts';
import { checkPage } from './checks/page.ts';
import type { IssuePlace } from './checks/pointer.ts';
import { checkProblem, type ExpectedProblem } from './checks/problem.ts';
import { checkRedirectBack } from './checks/redirect-back.ts';
import { TestFailure } from './output/assertion-error.ts';
import { messageOf, type Verdict } from './output/verdict.ts';

/**
 * Asserts that the response is a problem document (RFC 9457) with these members, in any test runner.
 *
 * @param response - the response of any client. Write `await` before the assert for a fetch `Response`.
 * @param expected - the members to compare, or only the status. Members that you leave out may have any value.
 * @throws AssertionError if it is not, with the members that differ. TypeError if an argument cannot be used.
 *
 * @example
 * await assertProblem(response, { status: 409, code: 'E_TAKEN' });
 */
export function assertProblem<Received>(response: Received, expected?: ExpectedProblem | number): Checked<Received> {
  return asserted(assertProblem, response, (answer, name) => checkProblem(name, answer, expected));
}

/**
 * Asserts that the problem document, or the flash of a form that was sent back, has an issue at this place.
 *
 * @param response - the response of any client. Write `await` before the assert for a fetch `Response`.
 * @param place - a JSON Pointer into the body, its keys, `{ parameter }` or `{ header }`
 * @param expected - the code of the issue, or its members `code` and `detail`
 * @throws AssertionError if there is none, with the issues that are there. TypeError if an argument cannot be used.
 *
 * @example
 * await assertIssue(response, '/boat/length', 'too_big');
 */
export function assertIssue<Received>(response: Received, place: IssuePlace, expected?: ExpectedIssue): Checked<Received> {
  return asserted(assertIssue, response, (answer, name) => checkIssue(name, answer, place, expected));
}

/**
 * Asserts that the response redirects a form back to its page, and leaves a flash for it. Read the flash with `flashOf(response)`.
 *
 * @param response - the response of any client. Write `await` before the assert for a fetch `Response`.
 * @param path - the path of the page. Without it any page will do.
 * @throws AssertionError if it does not, with the reason. TypeError if an argument cannot be used.
 *
 * @example
 * await assertRedirectBack(response, '/signup');
 */
export function assertRedirectBack<Received>(response: Received, path?: string): Checked<Received> {
  return asserted(assertRedirectBack, response, (answer, name) => checkRedirectBack(name, answer, path));
}

/**
 * Asserts that nothing of the error is in the body, in a header field or in a cookie: not its message, its stack paths, its causes or its own members, and
 * in no escaped form (JSON, HTML, URL, base64).
 *
 * @param response - the response of any client. Write `await` before the assert for a fetch `Response`.
 * @param errors - the errors that the app has thrown, and texts that must stay secret
 * @throws AssertionError if something is there, with its place. TypeError if an argument cannot be used.
 *
 * @example
 * await assertLeaksNothing(response, error, process.env.DATABASE_URL);
 */
export function assertLeaksNothing<Received>(response: Received, ...errors: readonly unknown[]): Checked<Received> {
  return asserted(assertLeaksNothing, response, (answer, name) => checkLeaks(name, answer, errors));
}

/**
 * Asserts that the body is the page that the app's view of this name has rendered in this process.
 *
 * @param response - the response of any client. Write `await` before the assert for a fetch `Response`.
 * @param view - the name of the view without an ending: `404`, `5xx`, `berths/gone`
 * @throws AssertionError if it is another page. TypeError if an argument cannot be used.
 *
 * @example
 * await assertRendersPage(response, '404');
 */
export function assertRendersPage<Received>(response: Received, view: string): Checked<Received> {
  return asserted(assertRendersPage, response, (answer, name) => checkPage(name, answer, view));
}

function asserted<Received>(assert: (...args: never[]) => unknown, response: Received, judge: (answer: Answer, name: string) => Verdict): Checked<Received> {
  const name = `${assert.name}()`;
  const result = checkOf(name, response, (answer) => judge(answer, name));
  const refuse = ({ verdict, answer }: Result): void => {
    if (!verdict.pass) throw new TestFailure(assert, messageOf(verdict, answer), verdict);
  };
  return (isPromiseLike(result) ? result.then(refuse) : refuse(result as Result)) as Checked<Received>;
}
