import { fieldName } from '../../values/field-name.ts';
import { isArray, isPlainObject, readProperty } from '../../values/guarded-read.ts';
import type { Issue } from '../../values/issue.ts';
import { readOnce } from '../../values/read-once.ts';
import { harmless, oneIssue } from './issue-list.ts';

/** `{ email: 'Not an address', age: ['Too low', 'Not a number'] }`: messages by field. An empty object is no map. */
export function fieldMap(value: unknown): readonly Issue[] | undefined {
  if (!isPlainObject(value)) return undefined;
  const fields = Object.keys(value);
  if (fields.length === 0 || fields.length > 256 || !fields.every((field) => isMessages(readOnce(value, field)))) return undefined;
  // `{ message: '…' }` is one issue of the whole, not a field called "message". So is an entry of express-validator, with what was typed in it.
  if (typeof readOnce(value, 'message') === 'string' || isEntry(value)) return toList(oneIssue(value));
  return fields.flatMap((field) => {
    const messages = readOnce(value, field) as string | readonly string[];
    return (isArray(messages) ? messages : [messages]).map((message) => ({ message: harmless(message as string), path: [fieldName(field)] }));
  });
}

/** `{ type: 'field', location: 'body', path: 'email', value: '…', msg: 'Not an address' }`: all of it texts, as messages by field are. */
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
