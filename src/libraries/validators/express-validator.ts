import { isEntry } from '../../core/responses/issues/field-map.ts';
import { firstOf } from '../../core/values/first-of.ts';
import { entriesOf, isArray, isError, isPlainObject, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { SubmittedValues } from '../../core/values/submitted-values.ts';
import { issueOf, issuesOf, keysOf, listIn } from './issue-of.ts';

/** express-validator's places, as places in a request. */
const PLACES: Readonly<Record<string, Issue['in']>> = { query: 'query', params: 'path', headers: 'header', cookies: 'header' };

/**
 * Maps the Result of express-validator's `validationResult(req)`, its `array()` and `mapped()`, and the error of its `throw()`. That error is about the
 * request.
 */
export function expressValidator(value: unknown): LibraryMapping | undefined {
  // The entries by field, as `mapped()` returns them.
  const list = isPlainObject(value) && !isEntry(value) && !isGroup(value) ? entriesOf(value).map(([, entry]) => entry) : listIn(value, 'errors');
  const submitted = new SubmittedValues(...firstOf(list).map(valuesIn));
  const issues = issuesOf(list, (entry) => entryIssues(entry, submitted));
  if (issues === undefined) return undefined;
  return isError(value) && typeof readOwn(value, 'mapped') === 'function' ? { status: 400, issues, quotes: true } : { issues, quotes: true };
}

/** Returns whether the entry is about several fields: `oneOf()`, or unknown fields. */
function isGroup(value: unknown): boolean {
  return readOwn(value, 'msg') !== undefined && typeof readOwn(value, 'type') === 'string';
}

function entryIssues(entry: unknown, submitted: SubmittedValues): readonly Issue[] | undefined {
  const msg = readProperty(entry, 'msg');
  if (msg === undefined) return undefined;
  const message = typeof msg === 'string' ? msg : readProperty(msg, 'message');
  const type = readProperty(entry, 'type');
  const location = readProperty(entry, 'location');
  if (typeof location === 'string') return [fieldIssue(message, entry, type === 'field' ? undefined : type, submitted)];
  if (type === 'unknown_fields') return firstOf(readProperty(entry, 'fields')).map((field) => fieldIssue(message, field, type, submitted));
  return type === 'alternative' || type === 'alternative_grouped' ? alternativeIssues(message, type, entry, submitted) : undefined;
}

/** Returns the message of `oneOf()`, and then those of the fields of each alternative. */
function alternativeIssues(message: unknown, code: string, entry: unknown, submitted: SubmittedValues): readonly Issue[] {
  const nested = firstOf(readProperty(entry, 'nestedErrors')).flatMap((error) => (isArray(error) ? firstOf(error) : [error]));
  const fields = nested.filter((field) => typeof readProperty(field, 'location') === 'string');
  return [issueOf(message, [], { code, typed: [], submitted }), ...fields.map((field) => fieldIssue(readProperty(field, 'msg'), field, code, submitted))];
}

function fieldIssue(message: unknown, field: unknown, code: unknown, submitted: SubmittedValues): Issue {
  const location = String(readProperty(field, 'location'));
  const path = readProperty(field, 'path') ?? readProperty(field, 'param');
  const place = PLACES[location];
  const about = { code, typed: [readProperty(field, 'value')], submitted };
  if (place === undefined) return issueOf(message, keysOf(path), about);
  return issueOf(message, location === 'cookies' ? ['Cookie', path] : [path], { ...about, in: place });
}

/** Returns the submitted values: of one field, of the unknown fields, or of the alternatives. */
function valuesIn(entry: unknown): readonly unknown[] {
  const others = [
    ...firstOf(readProperty(entry, 'fields')),
    ...firstOf(readProperty(entry, 'nestedErrors')).flatMap((nested) => (isArray(nested) ? firstOf(nested) : [nested])),
  ];
  return [readProperty(entry, 'value'), ...firstOf(others).map((field) => readProperty(field, 'value'))];
}
