/** A place of a text, and what is written there. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The text with these edits. All that is outside of them stays as it is. If two edits overlap, the first one counts. */
export function edited(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, text: written } of edits.toSorted((a, b) => a.from - b.from)) {
    if (from < at) continue;
    parts.push(text.slice(at, from), written);
    at = to;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
