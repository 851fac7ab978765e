import { firstOf } from './first-of.ts';
import { isArray, isError, isPlainObject, readOwn, readProperty } from './guarded-read.ts';
import { issueLine } from './issue-line.ts';
import type { LibraryMapping } from './library-mapping.ts';
import { listMember } from './list-member.ts';
import { mayQuote } from './may-quote.ts';
import { SubmittedValues } from './submitted-values.ts';

/** The members in which an error keeps its submitted value. Other members, such as `context`, may refer to a whole server. */
const OWN_VALUE = ['value', 'input', 'received', 'actual', '_original', 'originalValue', 'rawValue', 'stringValue', 'keyValue'];

/** The text that the log has in place of a message with submitted values: the fields and rules, if they are known. */
export function withheldMessage({ issues }: LibraryMapping): string {
  return issues === undefined || issues.length === 0 ? '(left out: it quotes what was sent)' : `(values left out) ${issues.map(issueLine).join('; ')}`;
}

/** Whether the message quotes a value that the same error keeps in a member. For errors of unknown libraries. */
export function quotesItself(error: object, message: string): boolean {
  for (const name of OWN_VALUE) {
    const value = readOwn(error, name);
    if (value === undefined || (typeof value === 'object' && !isArray(value) && !isPlainObject(value))) continue;
    if (new SubmittedValues(value).mentionedBy(message)) return true;
  }
  // An issue of a library that keeps no submitted value.
  return !isError(error) && readOwn(error, 'path') !== undefined && mayQuote(message);
}

/** The messages of the entries of a list, or of a result that holds a list. An error around it may repeat them. */
export function messagesIn(value: unknown): readonly string[] {
  const list = isArray(value) ? value : listMember(value)?.list;
  return [readProperty(value, 'summary'), ...firstOf(list).map((entry) => readProperty(entry, 'message') ?? readProperty(entry, 'msg'))].filter(
    (message) => typeof message === 'string',
  );
}

/** Whether the line is a frame of a V8 stack: the name of a function, and then a place in a file. */
function isFrame(line: string): boolean {
  return line.length < 1_024 && /^ {4}at [^"'`{}]*$/.test(line) && /(?::\d+:\d+|<anonymous>|native|index \d+)\)?$/.test(line);
}

/**
 * The stack trace with `header` in place of the message. V8 writes the message into the stack on as many lines as it has, and a submitted value may look
 * like a frame. So the message is cut out as a whole, and only the frames at the very end are kept.
 */
export function stackWithout(stack: string, message: string, header: string): string {
  const at = message === '' ? -1 : stack.indexOf(message);
  const lines = (at === -1 ? stack : stack.slice(at + message.length)).split('\n');
  let from = lines.length;
  while (from > 0 && isFrame(lines[from - 1] as string)) from--;
  return [header, ...lines.slice(from)].join('\n');
}
