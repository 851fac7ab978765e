/**
 * The texts with which libraries begin a quote of a submitted value: `, received "…"`, `(was "…")`, `with value …`, `Value ('…')`,
 * `final value was: …`. The name of a type after it is not a quote: "expected string, received undefined".
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

/** Pieces of library messages that quote a value. A message matches a row if it holds all pieces of the row. */
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
  // JSON.parse
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
  // Drizzle
  ['Failed query: ', 'params: '],
  // joi's `annotate()`, with and without colours
  ['" \u001b[31m[', '\u001b[31m\n[1] '],
  ['" [', ']: ', '\n\n[1] '],
];

/** Whether the text is a message of a library that quotes a value, as in `badRequest(error.message)`. Texts that the app wrote do not match. */
export function isQuotingMessage(text: string): boolean {
  return PIECES.some((pieces) => pieces.every((piece) => text.includes(piece))) || hasStatement(text);
}

/** The parts of a statement of SQL, in their order. knex puts the statement with its values before the text of the database: `insert … - …`. */
const STATEMENTS: readonly (readonly string[])[] = [
  ['into ', ' values', '('],
  ['update ', ' set ', ' = '],
  ['delete from ', ' where '],
  ['select ', ' from ', ' where '],
];

function hasStatement(text: string): boolean {
  if (!text.includes(' - ')) return false;
  const plain = text.toLowerCase().replace(/\s+/g, ' ');
  return STATEMENTS.some((parts) => {
    let at = 0;
    return [...parts, ' - '].every((part) => {
      const found = plain.indexOf(part, at);
      at = found + part.length;
      return found !== -1;
    });
  });
}

/** The replacement for a message that quotes a value, if nothing else is known about the error. */
export const NOT_VALID = 'Not a valid value';

/** Whether a library's message may quote a value. For messages without a known value to compare with. */
export function mayQuote(text: string): boolean {
  return QUOTES.some((quote) => quote.test(text));
}
