/** The letters that Crockford's alphabet reads as digits. */
const DIGITS: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/**
 * A reference as somebody typed it, or its beginning: `7k3mq9tx`, `7K3M-Q9TX`, `7k3`. `undefined` if it cannot be one. The result has its dash: `7K3M-Q9`.
 */
export function typedReference(typed: string): string | undefined {
  const letters = typed
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/[OIL]/g, (letter) => DIGITS[letter] as string);
  if (!/^[0-9A-HJKMNP-TV-Z]{2,8}$/.test(letters)) return undefined;
  return letters.length <= 4 ? letters : `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** A whole reference has nine characters. */
export function isWhole(reference: string): boolean {
  return reference.length === 9;
}

/** The references that begin as somebody typed it. */
export function matching(references: readonly string[], typed: string): readonly string[] {
  return [...new Set(references)].filter((reference) => reference.startsWith(typed));
}

/** The references that differ from the typed one in at most two places: it was misread. */
export function near(references: readonly string[], typed: string): readonly string[] {
  const differences = (reference: string): number => [...typed].filter((letter, index) => letter !== reference[index]).length;
  return [...new Set(references)].filter((reference) => differences(reference) <= 2).slice(0, 5);
}
