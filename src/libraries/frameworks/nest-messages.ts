import { isFieldName } from '../../core/values/field-name.ts';
import type { Issue } from '../../core/values/issue.ts';
import { asIndex, issueOf, keysOf } from '../validators/issue-of.ts';

/** The field and the blank before a rule, and the same after "each value in". Keys before the field lead to its object. */
const FIELD_FIRST = /^()((?:[\w$]+\.)*[A-Za-z_$][\w$]*) /;
const FIELD_LATER = /^((?:[\w$]+\.)*)(?:each value in |property )((?:[\w$]+\.)*[A-Za-z_$][\w$]*) /;
/** What follows the name of the field in the messages of class-validator. Another sentence may begin with any word: "you must accept the terms". */
const RULES = [
  /^must be an? (?:BIC|BTC|Date|Firebase|HSL|IBAN|ISBN|ISIN|ISRC|ISSN|MAC|Semantic|Tax|URL|UUID|EAN|Ethereum|array|boolean|credit|currency|data uri)/,
  /^must be an? (?:email$|hash|hexadecimal|identity|integer|ip|json|jwt|latitude|longitude|lowercase|mongodb|negative|non-empty|number|object)/,
  /^must be an? (?:phone|port|positive|postal|string|valid |instance of )/,
  /^must be (?:MIME|RFC|RGB|base\d|divisible|empty$|equal to|locale|longer than or equal|shorter than or equal|magnet|one of the following)/,
  /^must be (?:uppercase|lowercase|valid octal|valid passport)/,
  /^must (?:contain|match) /,
  /^must not be (?:greater|less) than /,
  /^should not (?:be (?:empty$|equal to|null or|one of the following)|contain )/,
  /^is (?:not a valid decimal|not strong enough)/,
];
const FIELD_IN_MIDDLE = /^((?:[\w$]+\.)*)(?:each value in )?(?:All )?([A-Za-z_$][\w$]*)'s (?:elements must be unique|byte length must fall)/;
/** class-validator names the field of the nested object. The keys before it may already lead there: `items.0.nested property items must be …`. */
const NESTED = /^((?:[\w$]+\.)*)(?:each value in )?nested property ([\w$]+) must be either object or array/;
/** StandardSchemaValidationPipe puts the path before the message of zod, valibot or arktype. */
const SCHEMA = /^((?:[\w$]+\.)*[\w$]+): (?:Invalid |Too (?:small|big): |Unrecognized key|Expected |Required$)/;
/** ParseArrayPipe puts the index of the item before its message: `[1] item must be a number`. */
const INDEXED = /^\[(\d{1,6})\] /;

/** Returns whether the text is a message of ParseArrayPipe about one item. */
export function isIndexed(text: string): boolean {
  return INDEXED.test(text);
}

/** Returns the issue of a message that a pipe of Nest made, or of a sentence of the app. A sentence belongs to no field. */
export function messageIssue(message: unknown): readonly Issue[] | undefined {
  if (typeof message !== 'string') return undefined;
  const [prefix = '', index] = INDEXED.exec(message) ?? [];
  if (index !== undefined) return messageIssue(message.slice(prefix.length))?.map((issue) => issueOf(issue.message, [Number(index), ...issue.path]));
  // The pipe's own message about an item names no field.
  if (/^item must be an? \w{1,32}(?: value)?$/.test(message)) return [issueOf(message, [])];
  const unknown = unknownIn(message);
  if (unknown !== undefined) return [issueOf([message, 'Not a known field'], isFieldName(unknown) ? keysOf(unknown).map(asIndex) : [unknown])];
  return [issueOf(message, keysOf(fieldOf(message)).map(asIndex))];
}

function fieldOf(message: string): string | undefined {
  const [, above = '', name = ''] = NESTED.exec(message) ?? [];
  if (name !== '') return above.split('.').includes(name) ? above.slice(0, -1) : `${above}${name}`;
  return fieldBeforeRule(FIELD_LATER, message) ?? joined(FIELD_IN_MIDDLE.exec(message)) ?? fieldBeforeRule(FIELD_FIRST, message) ?? SCHEMA.exec(message)?.[1];
}

function fieldBeforeRule(pattern: RegExp, message: string): string | undefined {
  const match = pattern.exec(message);
  const rest = message.slice(match?.[0].length);
  return match !== null && RULES.some((rule) => rule.test(rest)) ? joined(match) : undefined;
}

function joined(match: RegExpExecArray | null): string | undefined {
  return match === null ? undefined : `${match[1]}${match[2]}`;
}

/** Returns the name in `property more should not exist`. The client chose that name, so it may be any text. */
function unknownIn(message: string): string | undefined {
  const [start, end] = ['property ', ' should not exist'] as const;
  return message.startsWith(start) && message.endsWith(end) ? message.slice(start.length, -end.length) : undefined;
}
