import { isArray, isError, readOwn } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { NOT_VALID } from '../../core/values/may-quote.ts';
import { refusal } from '../databases/conflicts.ts';
import { issueOf, issuesOf } from './issue-of.ts';

/** Codes for a record to store. Its data is the client's in most cases. */
const RECORD_CODES = /^E_INVALID_(?:NEW_RECORDS?|VALUES_TO_SET)$/;
/** Codes for the criteria of a query or the arguments of a helper. This may be the app's own mistake, and only the app can decide. */
const CALL_CODES = /^E_(?:INVALID_(?:CRITERIA|ARGINS)|MISSING_OR_INVALID_PARAMS)$/;

/**
 * Maps the errors of Waterline and Sails' actions: a usage error, a value already in use, invalid inputs. Their text quotes the value
 * (balderdashy/sails#3459).
 */
export function waterline(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  const code = readOwn(value, 'code');
  if (typeof code !== 'string') return undefined;
  const attributes = readOwn(value, 'attrNames');
  if (code === 'E_UNIQUE' && isArray(attributes)) return refusal('unique', attributes, false);
  const isUsage = readOwn(value, 'name') === 'UsageError';
  if (isUsage && RECORD_CODES.test(code)) return { status: 400, issues: [issueFromSentence(readOwn(value, 'details'), code)], quotes: true };
  if (!CALL_CODES.test(code) || !(isUsage || code === 'E_MISSING_OR_INVALID_PARAMS')) return undefined;
  const problems = readOwn(value, 'problems');
  const issues = issuesOf(isArray(problems) ? problems : [readOwn(value, 'details')], (problem) => [issueFromSentence(problem, code)]);
  return issues === undefined ? undefined : { issues, quotes: true };
}

/**
 * Builds an issue from one sentence of Waterline. The sentence names the field first, as `depth` or "depth". The rule follows the value, which is in
 * brackets.
 */
function issueFromSentence(text: unknown, code: string): Issue {
  if (typeof text !== 'string') return issueOf(undefined, [], { code });
  const [, ticked, quoted] = /^[^`"']{0,160}(?:`([\w.-]{1,64})`|"([\w.-]{1,64})")/.exec(text) ?? [];
  const field = ticked === 'where' ? /Could not filter by `([\w.-]{1,64})`/.exec(text)?.[1] : (ticked ?? quoted);
  return issueOf(rule(text), field === undefined ? [] : [field], { code });
}

function rule(text: string): string {
  if (/Missing value for required|is required/.test(text)) return 'Required';
  // The last match counts, because the submitted value stands before it.
  const [, type] = /doesn't match the expected type: ('?[\w ]{1,32}'?)$/.exec(text.trimEnd()) ?? [];
  if (type !== undefined) return `Must be of type ${type.replaceAll("'", '')}`;
  return ruleAtEnd(text);
}

/** Returns the rule at the end, after the value. It must match a known text exactly, because any other text may be part of the value. */
function ruleAtEnd(text: string): string {
  const end = text.trimEnd().slice(-512).replace(/\.$/, '');
  const bracket = end.endsWith(')') ? end.lastIndexOf(' (') : end.length;
  const [sentenceEnd, limit] = [end.slice(0, Math.max(0, bracket)), end.slice(Math.max(0, bracket))];
  const close = sentenceEnd.lastIndexOf(') ');
  const rule = close === -1 ? '' : sentenceEnd.slice(close + 2).replace(/^(?:was|did) /, '');
  if (!RULE.test(rule) || !(limit === '' || LIMIT.test(limit))) return NOT_VALID;
  return `${rule.slice(0, 1).toUpperCase()}${rule.slice(1)}${limit}`;
}

/** The messages of `anchor`, the validator of Sails and Waterline, that contain the rule. */
const RULE =
  /^(?:not an? [\w ]{1,40}|(?:not )?in the configured (?:white|black)list|not match the configured regular expression|(?:greater|less|shorter) than the configured (?:min|max)imum(?: length)?|an empty string|failed custom validation)$/;
/** The rule's limit after its name: a number, a list, an expression. */
const LIMIT = /^ \((?:[\w ,.-]{1,256}|\/.{1,256}\/[a-z]{0,8})\)$/;
