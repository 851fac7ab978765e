import { MASKED } from '../../core/values/mask.ts';
import { levelOf } from './secret-level.ts';
import { isShown } from './secret-literal.ts';

const NAME = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff-]*/g;
/** The signs between a name and a value, and the quote that opens the value. */
const SIGNS = /["'`)\]]{0,3}[ \t]{0,8}(?:(?:[:=]|=>|\?\?=?|\|\|=?|[!=]==?|[,(])[ \t]{0,8}|[ \t](?:value|content)=|[ \t]{1,8})(["'`])/y;

/** Code between two texts, where the first quote closes a text: `'password=' + 'x'`. */
const BETWEEN = /^\s*[+,;()\]}&|?:]{1,4}\s*$/;

/** A line without the texts in quotes next to a secret name. It needs no grammar, so it is also the last pass over source code. */
export function maskNamed(line: string): string {
  let masked = '';
  let kept = 0;
  NAME.lastIndex = 0;
  for (let match = NAME.exec(line); match !== null; match = NAME.exec(line)) {
    const level = levelOf(match[0]);
    if (level === 0) continue;
    SIGNS.lastIndex = NAME.lastIndex;
    const quote = SIGNS.exec(line)?.[1];
    if (quote === undefined) continue;
    const from = SIGNS.lastIndex;
    const to = closing(line, from, quote);
    const value = line.slice(from, to);
    if (from < kept || value.includes(MASKED) || BETWEEN.test(value) || isShown(value, level)) continue;
    masked += line.slice(kept, from) + MASKED;
    kept = to;
    NAME.lastIndex = to;
  }
  return kept === 0 ? line : masked + line.slice(kept);
}

function closing(line: string, from: number, quote: string): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === quote) return at;
  }
  return line.length;
}
