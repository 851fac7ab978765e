import { isPromiseLike, type MaybePromise } from '../core/values/maybe-promise.ts';
import type { Answer } from './answer/answer.ts';
import { type Checked, checkOf, type Result } from './checks/checked.ts';
import { checkIssue, type ExpectedIssue } from './checks/issue.ts';
import { checkLeaks } from './checks/leaks.ts';
import { checkPage } from './checks/page.ts';
import type { IssuePlace } from './checks/pointer.ts';
import { checkProblem, type ExpectedProblem } from './checks/problem.ts';
import { checkRedirectBack } from './checks/redirect-back.ts';
import { messageOf, type Verdict } from './output/verdict.ts';

/** The matchers as methods of `expect(response)`. Each takes a response of any client. Write `await` before `expect()` for a fetch `Response`. */
export interface HalyardMatchers<Received = unknown> {
  /**
   * The response is a problem document (RFC 9457) with these members. The status of the document is that of the response.
   *
   * @param expected - the members to compare, or only the status. Members that you leave out may have any value.
   *
   * @example
   * expect(response).toBeProblem({ status: 409, code: 'E_TAKEN' });
   */
  toBeProblem(expected?: ExpectedProblem | number): Checked<Received>;
  /**
   * The problem document, or the flash of a form that was sent back, has an issue at this place.
   *
   * @param place - a JSON Pointer into the body, its keys, `{ parameter }` or `{ header }`
   * @param expected - the code of the issue, or its members `code` and `detail`
   *
   * @example
   * expect(response).toHaveIssue('/boat/length', 'too_big');
   */
  toHaveIssue(place: IssuePlace, expected?: ExpectedIssue): Checked<Received>;
  /**
   * The response redirects a form back to its page, and leaves a flash for it. Read the flash with `flashOf(response)`.
   *
   * @param path - the path of the page. Without it any page will do.
   *
   * @example
   * expect(response).toRedirectBack('/signup');
   */
  toRedirectBack(path?: string): Checked<Received>;
  /**
   * Nothing of the error is in the body, in a header field or in a cookie: not its message, its stack paths, its causes or its own members, and in no
   * escaped form (JSON, HTML, URL, base64).
   *
   * @param error - the error that the app has thrown, or a text that must stay secret
   * @param more - further errors and texts
   *
   * @example
   * expect(response).toLeakNothing(error, process.env.DATABASE_URL);
   */
  toLeakNothing(error: unknown, ...more: readonly unknown[]): Checked<Received>;
  /**
   * The body is the page that the app's view of this name has rendered in this process.
   *
   * @param view - the name of the view without an ending: `404`, `5xx`, `berths/gone`
   *
   * @example
   * expect(response).rendersPage('404');
   */
  rendersPage(view: string): Checked<Received>;
}

/** What Vitest and Jest pass as `this`. */
interface MatcherState {
  readonly isNot?: boolean;
  readonly promise?: string;
  readonly utils?: { matcherHint?(name: string, received?: string, expected?: string, options?: object): string };
}

/** What a matcher returns. */
interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
  readonly actual?: unknown;
  readonly expected?: unknown;
}

type Matcher = (this: unknown, received: unknown, ...args: never[]) => MaybePromise<MatcherResult>;

/**
 * The matchers of `expect()`, for Vitest, Jest and Bun. `import 'halyard/testing/vitest'` and `import 'halyard/testing/jest'` add them together with their
 * types.
 *
 * @example
 * import { matchers } from 'halyard/testing';
 * expect.extend(matchers);
 */
export const matchers = {
  toBeProblem(this: unknown, received: unknown, expected?: ExpectedProblem | number) {
    return matched(this, 'toBeProblem', received, (answer, name) => checkProblem(name, answer, expected));
  },
  toHaveIssue(this: unknown, received: unknown, place: IssuePlace, expected?: ExpectedIssue) {
    return matched(this, 'toHaveIssue', received, (answer, name) => checkIssue(name, answer, place, expected));
  },
  toRedirectBack(this: unknown, received: unknown, path?: string) {
    return matched(this, 'toRedirectBack', received, (answer, name) => checkRedirectBack(name, answer, path));
  },
  toLeakNothing(this: unknown, received: unknown, ...errors: readonly unknown[]) {
    return matched(this, 'toLeakNothing', received, (answer, name) => checkLeaks(name, answer, errors));
  },
  rendersPage(this: unknown, received: unknown, view: string) {
    return matched(this, 'rendersPage', received, (answer, name) => checkPage(name, answer, view));
  },
} satisfies Record<keyof HalyardMatchers, Matcher>;

function matched(state: unknown, matcher: string, received: unknown, judge: (answer: Answer, name: string) => Verdict): MaybePromise<MatcherResult> {
  const name = `${matcher}()`;
  const result = checkOf(name, received, (answer) => judge(answer, name));
  const toResult = ({ verdict, answer }: Result): MatcherResult => ({
    pass: verdict.pass,
    message: () => messageOf(verdict, answer, hintOf(state as MatcherState | undefined, matcher)),
    expected: verdict.expected,
    actual: verdict.actual,
  });
  return isPromiseLike(result) ? result.then(toResult) : toResult(result as Result);
}

/** The call as the runner writes it: `expect(response).not.toBeProblem(expected)`, in its colours. */
function hintOf(state: MatcherState | undefined, matcher: string): string | undefined {
  const options = { isNot: state?.isNot ?? false, ...(state?.promise && { promise: state.promise }) };
  return state?.utils?.matcherHint?.(matcher, 'response', 'expected', options);
}
