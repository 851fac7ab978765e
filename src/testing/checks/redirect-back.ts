import { type AnswerHead, fieldOf } from '../answer/answer.ts';
import { shown } from '../output/shown.ts';
import type { Verdict } from '../output/verdict.ts';
import { wrongArgument } from '../output/wrong-argument.ts';
import { flashCookiesOf } from '../recorder/flash-of.ts';

/**
 * Whether the response sends a form back to its page: a redirect (303, or 302 with a preset of Sails) to this path, which leaves a flash for it. Without a
 * path any page will do.
 */
export function checkRedirectBack(name: string, answer: AnswerHead, path: string | undefined): Verdict {
  if (path !== undefined && (typeof path !== 'string' || !/^(?:\/|https?:\/\/)/.test(path))) {
    throw wrongArgument(name, { found: shown(path), expected: "the path of the form's page, such as '/signup'" });
  }
  const wanted = path === undefined ? 'redirect back to a page' : `redirect back to ${path}`;
  const location = fieldOf(answer, 'location');
  const differences: string[] = [];
  if (answer.status !== 303 && answer.status !== 302) differences.push(`status: expected 303, received ${answer.status}`);
  if (location === undefined || (path !== undefined && !isSamePage(path, location))) {
    differences.push(`location: expected ${path === undefined ? 'a path' : path}, received ${location ?? 'nothing'}`);
  }
  if (differences.length === 0 && flashCookiesOf(answer).length === 0) {
    differences.push('flash: expected a flash for the page, received none. The page will show no errors, and nothing that was typed.');
  }
  if (answer.followed) differences.push("The client has followed a redirect. Pass { redirect: 'manual' } to fetch, or .redirects(0) to supertest.");
  else if (answer.status === 400 || answer.status === 422) differences.push(WHY_IN_PLACE);
  const pass = differences.length === 0;
  return { pass, wanted, differences, expected: { status: 303, location: path }, actual: { status: answer.status, location } };
}

const WHY_IN_PLACE =
  'Halyard redirects a form of a browser. Send the headers Accept: text/html and Sec-Fetch-Site: same-origin, and set the option flash: { secret }.';

/** Without a fragment in the path, the fragment of the location is not compared. A path is that of any origin, because Halyard only redirects to its own. */
function isSamePage(path: string, location: string): boolean {
  const base = 'http://any.invalid';
  if (!URL.canParse(location, base)) return false;
  const found = new URL(location, base);
  const wanted = new URL(path, base);
  const isSameOrigin = path.startsWith('/') || found.origin === wanted.origin;
  return isSameOrigin && found.pathname + found.search === wanted.pathname + wanted.search && (wanted.hash === '' || wanted.hash === found.hash);
}
