/**
 * How libraries begin a quote of what was submitted: `, received "…"`, `(was "…")`, `with value …`, `Value ('…')`, `final value was: …`. A
 * type's name after it is no quote: "expected string, received undefined".
 */
const QUOTES: readonly RegExp[] = [
  /\bwith value\b/i,
  /\bvalue ?[:(]? ?[`'"{[]/i,
  /\bvalue was:/i,
  /\(was\b/i,
  /(?:\bbut|\band|[,:;]) (?:received|got|actual|found|was|saw)\b:?(?! (?:string|number|boolean|bigint|symbol|undefined|null|nan|array|object|function|date|map|set|file|int|integer|float|unknown|promise|void|never|infinity|record|tuple|invalid date|error)\b)/i,
  /\b(?:received|got|actual|found|saw|was):? ?["'`([{<]/i,
  /\bfailed custom validation because\b/i,
  /\b(?:in|valid) JSON\b/i,
  /\bunexpected token\b/i,
];

/** What messages with a value in them consist of, by the library: each a list of pieces that all stand in it. */
const PIECES: readonly (readonly string[])[] = [
  // joi
  [' with value ', ' fails to match the '],
  [' with value ', ' matches the inverted '],
  [' failed custom validation because '],
  // yup
  [', but the final value was: '],
  // arktype
  ['must be ', '(was '],
  [') must be...'],
  // valibot
  ['Invalid ', ': Received '],
  ['Invalid ', ' but received '],
  // zod 3
  ["Expected '", ", received '"],
  // What JSON.parse says
  ['Unexpected token', ' JSON'],
  // Mongoose
  ['Path `', '` (`'],
  ['Cast to ', ' failed for value '],
  // Sails, Waterline
  ['Value (', ') was '],
  ['Value (', ') did '],
  ['Value (', ') failed '],
  ['Specified value (', ') '],
  // superstruct
  ['Expected ', ', but received: '],
];

/** Is the text a library's message with a value in it, as in `badRequest(error.message)`? Other texts of the app are its own, and stay. */
export function surelyQuotes(text: string): boolean {
  return PIECES.some((pieces) => pieces.every((piece) => text.includes(piece)));
}

/** What stands in the place of a message that may not be passed on, where nothing more is known. */
export const NOT_VALID = 'Not a valid value';

/** May a library's message quote a value? Asked where no value is at hand to compare with. */
export function mayQuote(text: string): boolean {
  return QUOTES.some((quote) => quote.test(text));
}
