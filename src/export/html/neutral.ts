import type { ErrorPage } from '../model/error-page.ts';
import { type Break, lineAt, type Neutral } from './break.ts';
import { edited } from './edits.ts';
import { neutralHtml } from './neutral-html.ts';
import { neutralJson } from './neutral-json.ts';
import { cannotBreak, nameOf, withMark } from './page-text.ts';

/**
 * The page without what a proxy would run: the commands of SSI (`<!--#`), the delimiters of templates (`{{`). A reader sees the same page. The policy of
 * an HTML page follows the change. The place of the reference is not looked at: the proxy puts its own command there.
 *
 * @throws ExportError if a sequence is where no other way of writing it means the same, such as the name of an attribute. It names the page and the line.
 * @example
 * const safe = neutral(page, ['<!--#']);
 */
export function neutral(page: ErrorPage, forbidden: readonly string[]): ErrorPage {
  const { text, mark } = withMark(page);
  const breaks = breaksIn(text, forbidden, mark);
  if (breaks.length === 0) return page;
  const where = nameOf(page);
  const { text: written, policy } =
    page.format === 'html'
      ? neutralHtml(text, breaks, { where, policy: page.policy })
      : { text: OTHERS[page.format](text, breaks, where), policy: page.policy };
  const [left] = breaksIn(written, forbidden, mark);
  if (left !== undefined) throw cannotBreak(left.sequence, { place: where, line: lineAt(written, left.char) });
  return { ...page, parts: written.split(mark), policy };
}

/** Where the sequences are, in the order of the text. Two of them may overlap: `{{{`. */
function breaksIn(text: string, forbidden: readonly string[], mark: string): readonly Break[] {
  const found = new Map<number, Break>();
  for (const sequence of forbidden) {
    for (let at = text.indexOf(sequence); at !== -1; at = text.indexOf(sequence, at + 1)) {
      const last = at + sequence.length - 1;
      if (!found.has(last)) found.set(last, { sequence, char: last, gap: last });
    }
    // `{` before the reference makes `{{{` of the `{{` that the proxy needs there, and moves its beginning.
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
      const before = text.slice(Math.max(0, at - sequence.length + 1), at);
      const isMoved = Array.from(before, (_, index) => before.slice(index)).some((start) => `${start}${sequence}`.startsWith(sequence));
      if (isMoved && !found.has(at - 1)) found.set(at - 1, { sequence, char: at - 1, gap: at });
    }
  }
  return [...found.values()].sort((a, b) => a.char - b.char);
}

/** A text for a reader has no escape: a space is the smallest change. */
const withSpaces: Neutral = (text, breaks) =>
  edited(
    text,
    breaks.map(({ gap }) => ({ from: gap, to: gap, text: ' ' })),
  );

const OTHERS: Readonly<Record<Exclude<ErrorPage['format'], 'html'>, Neutral>> = {
  json: neutralJson,
  'problem.json': neutralJson,
  md: withSpaces,
  txt: withSpaces,
};
