import { maskNamed } from './mask-named.ts';
import { maskScript } from './mask-script.ts';
import { maskShapes } from './secret-literal.ts';

/** The lines of a template or of another text without a grammar that is known here. It has the same number of lines. */
export function maskMarkup(text: string): string {
  return maskShapes(scriptsMasked(text)).split('\n').map(maskNamed).join('\n');
}

/** The begin and the end of code in a template. */
const BLOCKS = [
  [/<%[-=_]?/g, '%>'],
  [/<script\b/gi, '</script'],
] as const;

/** The text with its blocks of code masked as scripts, which have a grammar: the name of a secret may be on another line. */
function scriptsMasked(text: string): string {
  return BLOCKS.reduce((whole, [begin, end]) => {
    let masked = '';
    let kept = 0;
    for (const { 0: opening, index } of whole.matchAll(begin)) {
      if (index < kept) continue;
      const from = end === '%>' ? index + opening.length : whole.indexOf('>', index) + 1;
      const to = whole.indexOf(end, from);
      if (to === -1 || from === 0) break;
      masked += whole.slice(kept, from) + maskScript(whole.slice(from, to));
      kept = to;
    }
    return masked + whole.slice(kept);
  }, text);
}
