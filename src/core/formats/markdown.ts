import type { Format } from './format.ts';
import { renderedText } from './rendered-text.ts';
import { reportText } from './report-text.ts';
import { replaceCharacters, visible, withoutAddresses } from './safe-words.ts';

/** The format for agents and other clients that accept `text/markdown` (RFC 7763). */
export const markdown: Format = {
  name: 'markdown',
  mediaType: 'text/markdown',
  render: (outcome) => (outcome.dataIsBody ? undefined : renderedText('text/markdown', reportText(outcome, MARKDOWN))),
};

/** The characters that Markdown interprets. A slash counts only before another slash, and not in an address that was already made harmless. */
const SPECIAL = /[\\`*_[\]<>#|!&~]|(?<!:\])\/(?=\/)/g;

/** Writes a text of the app on one line, so that Markdown shows it literally: without links, pictures or HTML. */
export function escapeMarkdown(text: string): string {
  const line = withoutAddresses(visible(text)).replace(/\s+/g, ' ').trim();
  // These signs begin a list, the underline of a heading or a fence only at the start of a line.
  return replaceCharacters(line, SPECIAL, (character) => `\\${character}`).replace(/^(?:(\d+)(?=[.)])|(?=[-+=]))/, '$1\\');
}

/** A block of code. Its fence is longer than each run of backticks in the text, so that no text can close it. */
export function fenced(text: string, language = 'text'): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

const MARKDOWN = { heading: '# ', escapeText: escapeMarkdown, message: visible, block: fenced, code: (text: string) => `\`${text}\`` };
