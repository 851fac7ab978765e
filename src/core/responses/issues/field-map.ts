import { fieldName } from '../../values/field-name.ts';
import { isArray, isPlainObject, readProperty } from '../../values/guarded-read.ts';
import type { Issue } from '../../values/issue.ts';
import { readOnce } from '../../values/read-once.ts';
import { harmless, oneIssue } from './issue-list.ts';

/** Reads messages by field: `{ email: 'Not an address', age: ['Too low', 'Not a number'] }`. `undefined` for other values and for an empty object. */
export function fieldMap(value: unknown): readonly Issue[] | undefined {
  if (!isPlainObject(value)) return undefined;
  const fields = Object.keys(value);
  if (fields.length === 0 || fields.length > 256 || !fields.every((field) => isMessages(readOnce(value, field)))) return undefined;
  // `{ message: '…' }` is one issue, and not a field with the name "message". The same holds for an entry of express-validator with its submitted value.
  if (typeof readOnce(value, 'message') === 'string' || isEntry(value)) return toList(oneIssue(value));
  return fields.flatMap((field) => {
    const messages = readOnce(value, field) as string | readonly string[];
    return (isArray(messages) ? messages : [messages]).map((message) => ({ message: harmless(message as string), path: [fieldName(field)] }));
  });
}

/** Whether it is an entry of express-validator, which looks like messages by field: `{ location: 'body', path: 'email', value: '…', msg: '…' }`. */
export function isEntry(value: unknown): boolean {
  return readProperty(value, 'msg') !== undefined && ['body', 'query', 'params', 'headers', 'cookies'].includes(String(readProperty(value, 'location')));
}

function isMessages(value: unknown): boolean {
  if (isArray(value)) return value.length > 0 && value.length <= 32 && value.every((item) => typeof item === 'string' && item !== '');
  return typeof value === 'string' && value !== '';
}

function toList(issue: Issue | undefined): readonly Issue[] | undefined {
  return issue === undefined ? undefined : [issue];
}
