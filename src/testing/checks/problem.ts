import { isPlainObject } from '../../core/values/guarded-read.ts';
import { type Answer, jsonOf, mediaTypeOf } from '../answer/answer.ts';
import { shown } from '../output/shown.ts';
import type { Verdict } from '../output/verdict.ts';
import { wrongArgument } from '../output/wrong-argument.ts';
import { differencesOf } from './fits.ts';

/**
 * The members that a problem document has to have. A text may be a regular expression, and every value may be `expect.any(String)` or another asymmetric
 * matcher. Members that are not named may have any value.
 */
export interface ExpectedProblem {
  /** The status of the response, which the document repeats. */
  readonly status?: unknown;
  /** The stable code of your app: `E_TAKEN`. */
  readonly code?: unknown;
  readonly title?: unknown;
  /** The message for the client. */
  readonly detail?: unknown;
  readonly type?: unknown;
  readonly instance?: unknown;
  /** The reference, which the log record has too. */
  readonly reference?: unknown;
  /** The issues, each with `detail`, `pointer` and `code`. `toHaveIssue` checks one. */
  readonly errors?: unknown;
  /** A member of your app's own data. */
  readonly [member: string]: unknown;
}

/** Whether the response is a problem document (RFC 9457) with these members. Halyard sends it as `application/problem+json` or `application/json`. */
export function checkProblem(name: string, answer: Answer, expected: ExpectedProblem | number | undefined): Verdict {
  const members = expectedMembers(name, expected);
  const wanted = ['be a problem document', ...wantedMembers(members)].join(' ');
  const json = jsonOf(answer);
  if (json === undefined || !isPlainObject(json.value)) {
    const status = members.status === undefined || members.status === answer.status ? [] : differencesOf({ status: members.status }, { status: answer.status });
    const type = mediaTypeOf(answer);
    const isPage = type === 'text/html';
    const found = `content-type: expected application/problem+json, received ${type ?? 'nothing'}`;
    const differences = json === undefined && !isJson(type) ? [found] : [`body: expected a JSON object, received ${shown(json?.value ?? answer.body)}`];
    if (isPage) differences.push('Halyard sends a page to browsers. Send the header Accept: application/json to get the problem document.');
    return { pass: false, wanted, differences: [...status, ...differences], expected: members, actual: undefined };
  }
  const document = json.value;
  // RFC 9457 §3.1.2: the member repeats the status code of the response.
  const itself = { status: answer.status, title: document['title'] };
  const differences = [...differencesOf(members, document)];
  if (!Object.hasOwn(members, 'status') || differences.length === 0) differences.push(...differencesOf({ status: itself.status }, document));
  if (typeof itself.title !== 'string') differences.push(`title: expected a text, received ${shown(itself.title)}`);
  const actual = Object.fromEntries(Object.keys(members).map((member) => [member, document[member]]));
  return { pass: differences.length === 0, wanted, differences, expected: members, actual };
}

function isJson(type: string | undefined): boolean {
  return type === 'application/json' || type?.endsWith('+json') === true;
}

function wantedMembers(members: ExpectedProblem): readonly string[] {
  const parts = Object.entries(members).map(([name, value]) => `the ${name} ${shown(value)}`);
  return parts.length === 0 ? [] : ['with', parts.length === 1 ? (parts[0] as string) : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`];
}

function expectedMembers(name: string, expected: unknown): ExpectedProblem {
  const members = typeof expected === 'number' ? { status: expected } : (expected ?? {});
  if (!isPlainObject(members)) {
    throw wrongArgument(name, { found: shown(expected), expected: "the members of the problem, such as { status: 409, code: 'E_TAKEN' }, or its status" });
  }
  const { status } = members;
  if (status !== undefined && (typeof status === 'string' || (typeof status === 'number' && !(Number.isInteger(status) && status >= 200 && status <= 599)))) {
    throw wrongArgument(name, { found: `the status ${shown(status)}`, expected: 'a whole number from 200 to 599' });
  }
  return members;
}
