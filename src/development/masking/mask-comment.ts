import { isPlainWord, isSecretValue } from '../../core/values/mask/secret-values.ts';
import { MASKED } from '../../core/values/mask.ts';
import { levelOf } from './secret-level.ts';
import { maskShapes } from './secret-literal.ts';

const WORD = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff-]*/g;
/** What stands between the name of a secret and its value in prose. */
const LINK = /^["'`)\]]{0,2}\s{0,4}(?:is|was|are|to|=>?|:|->|→|–)\s{1,4}/i;

/** A comment, or another text in prose, without secrets. It has the same number of lines. */
export function maskComment(text: string): string {
  return maskShapes(text).split('\n').map(maskLine).join('\n');
}

function maskLine(line: string): string {
  const name = secretNameIn(line);
  if (name === undefined) return line;
  return maskQuoted(maskValueAfter(line, name))
    .split(/(\s+)/)
    .map((word) => (isOdd(word) ? MASKED : word))
    .join('');
}

interface Named {
  readonly name: string;
  readonly end: number;
}

function secretNameIn(line: string): Named | undefined {
  for (const match of line.slice(0, 2_048).matchAll(WORD)) if (levelOf(match[0]) > 0) return { name: match[0], end: match.index + match[0].length };
  return undefined;
}

/** The line without its texts in quotes, except ordinary words. */
function maskQuoted(line: string): string {
  let masked = '';
  let kept = 0;
  for (let at = 0; at < line.length; at++) {
    const quote = line[at] as string;
    const end = quote === '"' || quote === "'" || quote === '`' ? line.indexOf(quote, at + 1) : -1;
    if (end === -1) continue;
    const value = line.slice(at + 1, end);
    if (value !== '' && !value.includes(MASKED) && !isPlainWord(value)) {
      masked += line.slice(kept, at + 1) + MASKED;
      kept = end;
    }
    at = end;
  }
  return masked + line.slice(kept);
}

function maskValueAfter(line: string, { name, end }: Named): string {
  const link = LINK.exec(line.slice(end, end + 32))?.[0];
  if (link === undefined) return line;
  const from = end + link.length;
  const value = /^[^\s,;]+/.exec(line.slice(from, from + 512))?.[0] ?? '';
  if (value === '' || value.includes(MASKED) || !isSecretValue(value.replace(/[.!?]$/, ''), name, 'certain')) return line;
  return line.slice(0, from) + MASKED + line.slice(from + value.length);
}

/** Whether a word of a line about a secret could be the secret: it has letters and digits, or signs between letters. */
function isOdd(word: string): boolean {
  return word.length > 4 && !word.includes(MASKED) && /[a-z]/i.test(word) && /\d/.test(word) && !/^[\w$]*\(|^https?:\/\/[\w./-]+$/.test(word);
}
