import { firstOf, MAX_MEMBERS } from '../../core/values/first-of.ts';
import { isArray, isError, isPlainObject, readOwn } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { refusal } from '../databases/conflicts.ts';
import { brokenRule } from './anchor-rules.ts';
import { issueOf, issuesOf } from './issue-of.ts';

/** Codes for a record to store. Its data is the client's in most cases. */
const RECORD_CODES = /^E_INVALID_(?:NEW_RECORDS?|VALUES_TO_SET)$/;
/** Codes for the criteria of a query or the arguments of a helper. This may be the app's own mistake, and only the app can decide. */
const CALL_CODES = /^E_(?:INVALID_\w{1,64}|MISSING_OR_INVALID_PARAMS)$/;

/**
 * Maps the errors of Waterline and Sails' actions: a usage error, a value already in use, invalid inputs. Their text quotes the value
 * (balderdashy/sails#3459).
 */
export function waterline(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  const byAttribute = readOwn(value, 'invalidAttributes');
  if (isPlainObject(byAttribute)) return invalidAttributes(byAttribute);
  const code = readOwn(value, 'code');
  if (typeof code !== 'string') return undefined;
  const attributes = readOwn(value, 'attrNames');
  if (code === 'E_UNIQUE' && isArray(attributes)) return refusal('unique', attributes, false);
  const isUsage = readOwn(value, 'name') === 'UsageError';
  if (isUsage && RECORD_CODES.test(code)) return { status: 400, issues: issuesFrom(readOwn(value, 'details'), code), quotes: true };
  if (!CALL_CODES.test(code) || !(isUsage || code === 'E_MISSING_OR_INVALID_PARAMS')) return undefined;
  const problems = readOwn(value, 'problems');
  const issues = issuesOf(isArray(problems) ? problems : [readOwn(value, 'details')], (problem) => issuesFrom(problem, code));
  return issues === undefined ? undefined : { issues, quotes: true };
}

/** Maps the errors of Waterline before 0.13: `{ email: [{ rule: 'email', message, value }] }`. */
function invalidAttributes(byAttribute: object): LibraryMapping | undefined {
  const entries = Object.keys(byAttribute)
    .slice(0, MAX_MEMBERS)
    .flatMap((attribute) => {
      const rules = readOwn(byAttribute, attribute);
      const broken = firstOf(rules).filter((entry) => typeof readOwn(entry, 'rule') === 'string');
      return broken.map((entry) => ({ attribute, entry }));
    });
  // The messages of Waterline quote the value, so the message is Halyard's own for the rule.
  const issues = entries.map(({ attribute, entry }) => {
    const rule = readOwn(entry, 'rule');
    return issueOf(rule === 'unique' ? 'Already taken' : undefined, [attribute], { code: rule });
  });
  if (issues.length === 0) return undefined;
  return { status: issues.every(({ code }) => code === 'unique') ? 409 : 400, issues, quotes: true };
}

/**
 * Builds the issues of one problem. Its first sentence names the field, as `depth` or "depth". Several broken rules follow as a list. A rule follows the
 * value, which is in brackets and has no line break of its own.
 */
function issuesFrom(text: unknown, code: string): readonly Issue[] {
  if (typeof text !== 'string') return [issueOf(undefined, [], { code })];
  const [, ticked, quoted] = /^[^`"']{0,160}(?:`([\w.-]{1,64})`|"([\w.-]{1,64})")/.exec(text) ?? [];
  const field = ticked === 'where' ? /Could not filter by `([\w.-]{1,64})`/.exec(text)?.[1] : (ticked ?? quoted);
  const path = field === undefined ? [] : [field];
  const [, ...listed] = text.split('\n  • ');
  const sentences = listed.length === 0 ? [text] : listed.slice(0, MAX_RULES);
  return sentences.map((sentence) => {
    const [message, rule] = brokenRule(sentence);
    return issueOf(message, path, { code: rule ?? code });
  });
}

const MAX_RULES = 16;
