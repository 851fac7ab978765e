import { isArray, isError, readOwn, readProperty } from '../core/guarded-read.ts';
import type { Issue } from '../core/issue.ts';
import { isFieldName } from '../core/issues/field-name.ts';
import type { Meaning } from '../core/meaning.ts';
import { classNamed } from './class-chain.ts';
import { classValidatorIssues } from './class-validator.ts';
import { issueOf, issuesOf, keysOf } from './issue-of.ts';
import { says } from './says.ts';

/**
 * Nest's HttpException: its `response` is a text, or an object whose `message` is a text, or the list that ValidationPipe makes. When it
 * is an Error its words are somebody else's.
 */
export function nest(value: unknown): Meaning | undefined {
  if (!isError(value) || !Object.hasOwn(value, 'response') || !Object.hasOwn(value, 'status') || classNamed(value, 'HttpException') === undefined)
    return undefined;
  if (typeof readProperty(value, 'getStatus') !== 'function') return undefined;
  const response = readOwn(value, 'response');
  const message = typeof response === 'string' ? response : isError(response) ? undefined : readOwn(response, 'message');
  const meaning = says(readOwn(value, 'status'), message);
  if (!isArray(message) || (meaning.status ?? 500) >= 500) return meaning;
  const issues = issuesOf(message, pipeIssue) ?? classValidatorIssues(message);
  return issues === undefined ? meaning : { ...meaning, issues, quotes: true };
}

/**
 * class-validator's own messages begin with the field; ValidationPipe puts a nested field's parents before the message. A capital begins
 * a sentence of the app's: "This is no address".
 */
const FIELD_FIRST = /^([a-z_$][\w$]*(?:\.[\w$]+)*) (?:must|should|has|is|contains|conflicts|conforming)\b/;
const FIELD_LATER = /^((?:[\w$]+\.)*)(?:each value in (?:nested property )?|property |nested property )([\w$]+)\b/;

/** `property more should not exist`: the name is the client's, and may be anything. */
function unknownIn(message: string): string | undefined {
  const [start, end] = ['property ', ' should not exist'] as const;
  return message.startsWith(start) && message.endsWith(end) ? message.slice(start.length, -end.length) : undefined;
}

function pipeIssue(message: unknown): readonly Issue[] | undefined {
  if (typeof message !== 'string') return undefined;
  const unknown = unknownIn(message);
  if (unknown !== undefined) return [issueOf([message, 'Not a known field'], isFieldName(unknown) ? keysOf(unknown).map(asIndex) : [unknown])];
  const later = FIELD_LATER.exec(message);
  const field = later === null ? FIELD_FIRST.exec(message)?.[1] : `${later[1]}${later[2]}`;
  return [issueOf(message, keysOf(field).map(asIndex))];
}

function asIndex(key: string | number): string | number {
  return typeof key === 'string' && /^\d+$/.test(key) ? Number(key) : key;
}
