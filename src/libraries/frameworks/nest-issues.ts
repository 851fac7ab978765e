import { readIssues } from '../../core/responses/issues/index.ts';
import { entriesOf, isArray, isError, isPlainObject } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import { asIndex, issueOf, issuesOf } from '../validators/issue-of.ts';
import { validation } from '../validators/validation.ts';
import { isValidatorError } from '../validators/validator-error.ts';
import { isIndexed, messageIssue } from './nest-messages.ts';

/** The issues in the response of an HttpException, and the member that they were read from. `body`: the response as a whole. */
interface Found {
  readonly issues: readonly Issue[];
  readonly from: string;
}

interface Body {
  readonly status: number;
  readonly members: object | undefined;
  readonly others: readonly (readonly [name: string, value: unknown])[];
}

/** The members in which apps keep their issues, beside `message`. */
const LISTS = new Set(['errors', 'issues', 'details', 'violations', 'invalid-params']);

/**
 * Finds the issues: ValidationPipe's list of messages, lists by field with `errorFormat: 'grouped'` (`{ 'owner.name': ['…'] }`), a library's result, or a
 * list of the app. Messages by field are read only with a status for validation. Elsewhere an object with texts may be anything.
 */
export function issuesInBody(message: unknown, { status, members, others }: Body): Found | undefined {
  const ofMessage = isArray(message) || status === 400 || status === 422 ? issuesOfMessage(message) : undefined;
  if (ofMessage !== undefined) return { issues: ofMessage, from: 'message' };
  for (const [from, value] of others) {
    if (!LISTS.has(from) || !(isArray(value) || status === 400 || status === 422)) continue;
    const issues = issuesOfAny(value);
    if (issues !== undefined) return { issues, from };
  }
  const issues = members === undefined ? undefined : validation(members)?.issues;
  return issues && { issues, from: 'body' };
}

function issuesOfMessage(message: unknown): readonly Issue[] | undefined {
  if (isArray(message)) return issuesOf(message, messageIssue) ?? issuesOfAny(message);
  if (typeof message === 'string') return isIndexed(message) ? messageIssue(message) : undefined;
  if (!isPlainObject(message)) return issuesOfAny(message);
  return issuesByField(message)?.map(ofWhole) ?? nestedIssues(message);
}

/** Returns the issues of messages by field. A dot in the name of a field leads into an object: `owner.name`. */
function issuesByField(fields: object): readonly Issue[] | undefined {
  return readIssues(fields).issues?.map((issue) => ({ ...issue, path: issue.path.flatMap((key) => String(key).split('.').map(asIndex)) }));
}

/** ValidationPipe puts its message about a body that is no object under the name of the place. */
function ofWhole(issue: Issue): Issue {
  return /^Validation failed \(.{1,64} is expected\)$/.test(issue.message) ? { ...issue, path: [] } : issue;
}

/** Returns the issues of messages by field with objects inside: `{ owner: { name: ['is required'] } }`. */
function nestedIssues(fields: object, above: readonly string[] = []): readonly Issue[] | undefined {
  if (above.length > 16) return undefined;
  const found = entriesOf(fields).map(([name, inner]) => {
    const path = [...above, ...name.split('.')];
    if (isPlainObject(inner)) return nestedIssues(inner, path);
    const texts = isArray(inner) ? inner : [inner];
    return texts.every((text) => typeof text === 'string') ? texts.slice(0, 32).map((text) => issueOf(text, path.map(asIndex))) : undefined;
  });
  return found.length === 0 || found.includes(undefined) ? undefined : found.flatMap((issues) => issues ?? []).slice(0, 32);
}

function issuesOfAny(found: unknown): readonly Issue[] | undefined {
  if (typeof found !== 'object' || found === null) return undefined;
  // The list of an error that no known validator made may come from an upstream server.
  if (isError(found) && !isValidatorError(found)) return undefined;
  return validation(found)?.issues ?? (isPlainObject(found) ? issuesByField(found) : readIssues(found).issues);
}
