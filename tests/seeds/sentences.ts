import { readFileSync } from 'node:fs';

/** The page `res.serverError()` of Sails 1.x, and the page 'Default responses' of Sails 0.9, copied without a change. */
export const SEED_PAGES = ['server-error', 'default-responses'] as const;

/** Every sentence, heading and line of code of a page, in its order, as plain text without markup. */
export function sentencesOf(page: (typeof SEED_PAGES)[number]): readonly string[] {
  const text = readFileSync(new URL(`pages/${page}.txt`, import.meta.url), 'utf8');
  return text
    .replace(/^```.*$/gm, '')
    .split('\n')
    .map((line) => plainText(line.replace(/^[\s>+•#]+/, '')))
    .flatMap((line) => line.split(/(?<=(?<!\b(?:i\.e|e\.g))[.?!]["')]*)\s+(?=\w)/))
    .filter((sentence) => sentence !== '');
}

/** A text without HTML, Markdown and repeated spaces. */
export function plainText(text: string): string {
  return text
    .replace(/<[^>]*>/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/`|\*\*|\b_|_\b|(?<!\w)_|_(?!\w)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
