import { isPlainWord } from '../../core/values/mask/secret-values.ts';
import { MASKED } from '../../core/values/mask.ts';
import { levelOf } from './secret-level.ts';
import { maskedLiteral } from './secret-literal.ts';

/** The half of a pair that has a name: `name: 'password'`, `"key":"API_KEY"`, `type="password"`. */
const NAME_OF_PAIR =
  /\b(?:name|key|header|field|param|variable|label|property|type|id)\\{0,3}["']?\s{0,16}[:=]\s{0,16}\\{0,3}(["'`])([\w$ .:[\]-]{2,64})\\{0,3}\1/gi;
const VALUE_OF_PAIR = /\b(?:value|val|content|data|data-value|defaultValue|secret|text)\\{0,3}["']?\s{0,16}[:=]\s{0,16}\\{0,3}(["'`])/g;
const REACH = 400;
/** A name in quotes before a comma or an object: `"Authorization", "Basic …"`, `'--password', '…'`, `"password": {`. */
const NAME_IN_LIST = /(["'`])(-{0,2}[A-Za-z][\w-]{0,63})\\{0,3}\1\s{0,16}(?:,\s{0,64}\\{0,3}(["'`])|:\s{0,16}\{)/g;
/** The name of a header field or of an option of a command. A text after another name may be one more name: `['password', 'email']`. */
const FIELD = /^(?:--.*|-u|(?:proxy-)?authorization|(?:set-)?cookie|x-.*)$/i;
const MEMBER = /:\s{0,16}\\{0,3}(["'`])/g;

interface Edit {
  readonly from: number;
  readonly to: number;
}

/** A text without the values of pairs whose name is a member too: `{ name: 'password', value: '…' }`. It has the same number of lines. */
export function maskPairs(text: string): string {
  const edits: Edit[] = [];
  for (const { 0: whole, 2: name = '', index } of text.matchAll(NAME_OF_PAIR))
    if (name === MASKED || levelOf(name) > 0) edits.push(...valuesBeside(text, index, index + whole.length));
  for (const match of text.matchAll(NAME_IN_LIST)) edits.push(...valuesBehind(text, match));
  if (edits.length === 0) return text;
  let masked = '';
  let kept = 0;
  for (const { from, to } of edits.sort((a, b) => a.from - b.from)) {
    if (from < kept) continue;
    masked += text.slice(kept, from) + maskedLiteral(text.slice(from, to));
    kept = to;
  }
  return masked + text.slice(kept);
}

/** The values of the object or the element around a name. */
function valuesBeside(text: string, from: number, to: number): readonly Edit[] {
  const before = text.slice(Math.max(0, from - REACH), from);
  const after = text.slice(to, to + REACH);
  const start = from - before.length + Math.max(before.lastIndexOf('{'), before.lastIndexOf('<'), before.lastIndexOf('}')) + 1;
  const ends = [after.indexOf('{'), after.indexOf('<'), after.indexOf('}')].filter((at) => at !== -1);
  return valuesIn(text, start, to + Math.min(after.length, ...ends), VALUE_OF_PAIR);
}

function valuesBehind(text: string, { 0: whole, 2: name = '', 3: quote, index }: RegExpExecArray): readonly Edit[] {
  if (levelOf(name.replace(/^-{1,2}/, '')) === 0 && name !== '-u') return [];
  const from = index + whole.length;
  if (quote === undefined) {
    const end = text.slice(from, from + REACH).search(/[{}]/);
    return valuesIn(text, from, end === -1 ? Math.min(text.length, from + REACH) : from + end, MEMBER);
  }
  const edit = literal(text, from, quote);
  const value = edit === undefined ? '' : text.slice(edit.from, edit.to);
  const isShown = FIELD.test(name) ? name === '-u' && !value.includes(':') : levelOf(name) < 2 || isPlainWord(value) || !/\d/.test(value);
  return edit === undefined || isShown ? [] : [edit];
}

function valuesIn(text: string, from: number, to: number, values: RegExp): readonly Edit[] {
  return [...text.slice(from, to).matchAll(values)]
    .map(({ 0: whole, 1: quote = '', index }) => literal(text, from + index + whole.length, quote))
    .filter((edit) => edit !== undefined);
}

/** The text between quotes. Without a closing quote it ends with the line. */
function literal(text: string, from: number, quote: string): Edit | undefined {
  let to = from;
  while (to < text.length && text[to] !== quote) to += text[to] === '\\' && text[to + 1] !== quote ? 2 : 1;
  if (text[to - 1] === '\\') while (to > from && text[to - 1] === '\\') to--;
  const value = text.slice(from, Math.min(to, text.length));
  return value.trim() === '' || value.includes(MASKED) || value.startsWith('${') ? undefined : { from, to: Math.min(to, text.length) };
}
