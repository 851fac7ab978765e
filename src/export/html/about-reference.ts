/** The most characters of what only leads to a reference: a label, or a sentence or two. */
const LONGEST = 140;
/** A sentence after the reference that is about it: "The log has it, too." */
const REFERS = /\b(?:it|this|reference|code|number|id)\b/i;
const END_OF_SENTENCE = /(?<=[.!?。])\s+/;

/** Whether a text only leads to the reference: a label, or a sentence that asks the visitor to mention it. Other information would be lost with it. */
export function isAboutReference(text: string, mark: string): boolean {
  const line = text.replace(/\s+/g, ' ').trim();
  if (!line.includes(mark) || line.length - mark.length > LONGEST) return false;
  const [first = '', ...others] = line.split(END_OF_SENTENCE);
  return first.includes(mark) && others.every((sentence) => sentence.includes(mark) || REFERS.test(sentence));
}

/** The reference with the signs that only belong to it: ` – REF`, ` (REF)`, `#REF`. */
export function withoutMark(text: string, mark: string): string {
  return text
    .split(mark)
    .map((part, index, { length }) => {
      const begun = index === 0 ? part : part.replace(/^[)\]]/, '');
      return index === length - 1 ? begun : withoutSigns(begun);
    })
    .join('');
}

function withoutSigns(text: string): string {
  let end = text.length;
  for (let width = 1; width > 0; end -= width) width = /[\s+–—\-|:#(·["']/.test(text[end - 1] ?? '') ? 1 : text.endsWith('%20', end) ? 3 : 0;
  return text.slice(0, end);
}

/**
 * The range around the reference that can be cut from a line of text: its parentheses, its sentence, or the whole line. `from` and `to` are the place of
 * the reference, with its own tags or signs.
 */
export function cutInLine(line: string, from: number, to: number): { readonly from: number; readonly to: number } | undefined {
  const [before, after] = [line.slice(0, from), line.slice(to)];
  const open = before.lastIndexOf('(');
  if (open !== -1 && before.length - open <= 60 && !before.includes(')', open) && after.startsWith(')')) {
    return { from: before.slice(0, open).trimEnd().length, to: to + 1 };
  }
  const ends = [...before.matchAll(/[.!?。]\s+/g)];
  const last = ends.at(-1);
  const start = last === undefined ? 0 : last.index + last[0].length;
  const next = /[.!?。](?:\s+|$)/.exec(after);
  const end = next === null ? line.length : to + next.index + next[0].length;
  const isWhole = line.slice(0, start).trim() === '' && line.slice(end).trim() === '';
  if (isWhole || end - start - (to - from) > LONGEST) return undefined;
  return { from: start, to: end };
}
