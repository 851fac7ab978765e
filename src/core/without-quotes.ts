import { defined } from './defined.ts';
import { jsonPointer } from './formats/problem-document.ts';
import { isArray, isError, ownMembers, readOwn, readProperty } from './guarded-read.ts';
import type { Meaning, Understand } from './meaning.ts';

/** As deep as a record of the log goes, and as many errors as it keeps, in the order in which it reads them. */
const LIMITS = { depth: 8, errors: 32 };

/**
 * The error as the log may have it. An error whose text quotes what was submitted (a token, a password) is replaced by one with its name, its
 * frames and the rules that were broken. So is one behind it: a `cause`, or a member of an AggregateError.
 */
export function withoutQuotes(error: unknown, understand: Understand): unknown {
  try {
    return replaced(error, { understand, left: LIMITS.errors }, 0);
  } catch {
    // A list that cannot be walked is left to the record, which guards each read of its own.
    return error;
  }
}

interface Walk {
  readonly understand: Understand;
  left: number;
}

function replaced(error: unknown, walk: Walk, depth: number): unknown {
  if (!isError(error) || depth > LIMITS.depth || walk.left-- <= 0) return error;
  const meaning = ownMembers(walk.understand(error));
  if (meaning?.quotes) return standIn(error, messageOf(meaning), undefined, undefined);
  const [cause, errors] = [readOwn(error, 'cause'), readOwn(error, 'errors')];
  if (cause === undefined && errors === undefined) return error;
  const safeCause = replaced(cause, walk, depth + 1);
  const members = isArray(errors) ? errors.slice(0, LIMITS.errors) : undefined;
  const safeErrors = members?.map((member) => replaced(member, walk, depth + 1));
  const isSame = safeCause === cause && (members ?? []).every((member, index) => member === safeErrors?.[index]);
  return isSame ? error : standIn(error, readProperty(error, 'message'), safeCause, safeErrors);
}

/** Another object: an error is never changed (R24). */
function standIn(error: Error, message: unknown, cause: unknown, errors: unknown): Error {
  const [name, text] = [readProperty(error, 'name'), message].map((value) => (typeof value === 'string' ? value : ''));
  const [code, status] = [readProperty(error, 'code'), readOwn(error, 'status') ?? readOwn(error, 'statusCode')];
  return Object.assign(new Error(text), defined({ name, code, status, cause, errors }), { stack: `${name}: ${text}${framesOf(error)}` });
}

function messageOf({ issues = [] }: Meaning): string {
  const rules = issues.map(({ path, code }) => `${jsonPointer(path)}${code === undefined ? '' : ` ${code}`}`).join(', ');
  return `its text is not logged, because it may quote what was submitted${rules === '' ? '' : `. Found: ${rules}`}`;
}

/** The frames alone: the text, which V8 puts before them, is cut off. They stand at the end, and no more than that is read. */
function framesOf(error: Error): string {
  const [stack, message] = [readProperty(error, 'stack'), readProperty(error, 'message')];
  if (typeof stack !== 'string') return '';
  const at = typeof message === 'string' && message !== '' ? stack.lastIndexOf(message) : -1;
  return (at === -1 ? stack : stack.slice(at + String(message).length))
    .slice(-8_192)
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .map((line) => `\n${line}`)
    .join('');
}
