import { NOT_VALID } from '../../core/values/may-quote.ts';

/** A message that does not hold the value, and the name of the rule in a model or in the inputs of an action. */
type BrokenRule = readonly [message: string, rule: string | undefined];

/**
 * Reads the rule that a sentence of Sails or Waterline is about. The rule has to match a known text exactly, because any other text may be part of the
 * value, which stands before it.
 */
export function brokenRule(text: string): BrokenRule {
  if (/Missing value for required|is required/.test(text)) return ['Required', 'required'];
  // The last match counts, because the submitted value stands before it.
  const [, type] = /doesn't match the expected type: ('?[\w ]{1,32}'?)$/.exec(text.trimEnd()) ?? [];
  if (type !== undefined) return [`Must be of type ${type.replaceAll("'", '')}`, 'type'];
  const end = text.trimEnd().slice(-512).replace(/\.$/, '');
  return ruleAtEnd(end) ?? longer(end) ?? time(end) ?? [NOT_VALID, undefined];
}

/** The texts of `anchor`, the validator of Sails and Waterline, after "was" or "did", and the rule of each. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/^not a boolean$/, 'isBoolean'],
  [/^an empty string$/, 'isNotEmptyString'],
  [/^not an integer$/, 'isInteger'],
  [/^not a number$/, 'isNumber'],
  [/^not a string$/, 'isString'],
  [/^greater than the configured maximum$/, 'max'],
  [/^less than the configured minimum$/, 'min'],
  [/^not a valid credit card$/, 'isCreditCard'],
  [/^not a valid email address$/, 'isEmail'],
  [/^not a valid hex color$/, 'isHexColor'],
  [/^not a valid IP address$/, 'isIP'],
  [/^not a valid URL$/, 'isURL'],
  [/^not a valid UUID$/, 'isUUID'],
  [/^not in the configured whitelist$/, 'isIn'],
  [/^in the configured blacklist$/, 'isNotIn'],
  [/^shorter than the configured minimum length$/, 'minLength'],
  [/^not match the configured regular expression$/, 'regex'],
  [/^failed custom validation$/, 'custom'],
];

/** The rule's limit after its name: a number, a list, an expression. */
const LIMIT = /^ \((?:[\w ,.-]{1,256}|\/.{1,256}\/[a-z]{0,8})\)$/;

/** The rule after the value, which is in brackets: "Value ('x') was not a valid URL". The value of a credit card is not in the sentence. */
function ruleAtEnd(end: string): BrokenRule | undefined {
  const bracket = end.endsWith(')') ? end.lastIndexOf(' (') : end.length;
  const [sentence, limit] = [end.slice(0, Math.max(0, bracket)), end.slice(Math.max(0, bracket))];
  const close = sentence.lastIndexOf(') ');
  const text = (close === -1 ? sentence.replace(/^Value /, '') : sentence.slice(close + 2)).replace(/^(?:was|did) /, '');
  const rule = RULES.find(([pattern]) => pattern.test(text))?.[1];
  if (rule === undefined || !(limit === '' || LIMIT.test(limit))) return undefined;
  return [`${text.slice(0, 1).toUpperCase()}${text.slice(1)}${limit}`, rule];
}

/** The sentence about a text that is too long has no value. */
function longer(end: string): BrokenRule | undefined {
  const [, limit] = / longer than the configured maximum length \((\d{1,16})\)$/.exec(end) ?? [];
  return limit === undefined ? undefined : [`Longer than the configured maximum length (${limit})`, 'maxLength'];
}

/** The sentence about a time ends with the limit, which may have brackets of its own: "was before the configured time (… (UTC))". */
function time(end: string): BrokenRule | undefined {
  const [, side] = /\) was (before|after) the configured time \([\w ,.:+/-]{1,64}(?:\([\w ]{1,64}\))?\)$/.exec(end) ?? [];
  return side === undefined ? undefined : [`${side === 'before' ? 'Before' : 'After'} the configured time`, side === 'before' ? 'isAfter' : 'isBefore'];
}
