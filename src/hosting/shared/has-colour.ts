/**
 * Whether a stream gets the colours of a terminal. FORCE_COLOR decides first, as in Node, then NO_COLOR (no-color.org), and then whether the stream is a
 * terminal that has colours.
 */
export function hasColour(isTerminal: boolean | undefined, { FORCE_COLOR, NO_COLOR, TERM }: Readonly<Record<string, string | undefined>>): boolean {
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return isTerminal === true && TERM !== 'dumb';
}
