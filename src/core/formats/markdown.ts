import type { Format } from './format.ts';
import { reportText } from './report-text.ts';
import { replaceCharacters, visible, withoutAddresses } from './safe-words.ts';

/** For agents and other readers that ask for `text/markdown` (RFC 7763). */
export const markdown: Format = {
  name: 'markdown',
  mediaType: 'text/markdown',
  render: (outcome) => {
    if (outcome.dataIsBody) return undefined;
    const body = reportText(outcome, MARKDOWN);
    return { body, contentType: 'text/markdown; charset=utf-8', value: body };
  },
};

/** A slash only before another one, and not in an address that has been taken apart. */
const SPECIAL = /[\\`*_[\]<>#|!&~]|(?<!:\])\/(?=\/)/g;

/** The app's words are text, not markup, on one line: no link, picture or HTML comes out of them. */
function escapeMarkdown(text: string): string {
  const line = withoutAddresses(visible(text)).replace(/\s+/g, ' ').trim();
  // What begins a list, a heading's underline or a fence does so only at the start of a line.
  return replaceCharacters(line, SPECIAL, (character) => `\\${character}`).replace(/^[-+=]|^\d+(?=[.)])/, (start) =>
    /\d/.test(start) ? `${start}\\` : `\\${start}`,
  );
}

function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

const MARKDOWN = { heading: '# ', words: escapeMarkdown, message: visible, block: fenced, code: (text: string) => `\`${text}\`` };
