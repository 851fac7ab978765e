const TYPE =
  '(?:string|number|boolean|bigint|symbol|undefined|null|nan|array|object|function|date|map|set|file|int|integer|float|unknown|promise|void|never|infinity|record|tuple|invalid date|error)\\b';

/**
 * How libraries begin a quote of what was submitted: `, received "…"`, `(was "…")`, `with value …`, `Value ('…')`, `final value was: …`. A
 * type's name after it is no quote: "expected string, received undefined".
 */
const QUOTE = new RegExp(
  [
    '\\bwith value\\b',
    '\\bvalue ?[:(]? ?[`\'"{[]',
    '\\bvalue was:',
    '\\(was\\b',
    `(?:\\bbut|\\band|[,:;]) (?:received|got|actual|found|was|saw)\\b:?(?! ${TYPE})`,
    '\\b(?:received|got|actual|found|saw|was):? ?["\'`([{<]',
    '\\bfailed custom validation because\\b',
    '\\b(?:in|valid) JSON\\b',
    '\\bunexpected token\\b',
  ].join('|'),
  'i',
);

/** What stands in the place of a message that may not be passed on, where nothing more is known. */
export const NOT_VALID = 'Not a valid value';

/** May a library's message quote a value? Asked where no value is at hand to compare with. */
export function mayQuote(text: string): boolean {
  return QUOTE.test(text);
}
