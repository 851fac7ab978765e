/** Members of database errors with a statement, or with a message that quotes stored or submitted values. */
const TEXTS: ReadonlySet<string> = new Set([
  'detail',
  'sql',
  'query',
  'statement',
  'where',
  'sqlMessage',
  'internalQuery',
  'hint',
  'errmsg',
  'originalMessage',
]);
/** PostgreSQL: `Key (email)=(ann@example.com) already exists.` */
const KEY = /\)=\([^\n]*\)/g;
const ROW = /(contains )\([^\n]*/g;
/** A text or a number of a statement. A number after a `$` is a placeholder. */
const LITERAL = /'(?:[^']|'')*'?|(?<![\w$.:"])\d[\w.]*/g;

/** The text of a database without the values in it: `insert into users values (…, …)`. */
export function withoutValues(name: string, text: string): string {
  if (!TEXTS.has(name)) return text;
  return text.replace(KEY, ')=(…)').replace(ROW, '$1(…)').replace(LITERAL, '…');
}
