import type { PublicOutcome } from '../disclose.ts';
import type { Format } from '../format.ts';
import { errorText, issueText } from './report-text.ts';

/** For agents and other readers that ask for `text/markdown` (RFC 7763). */
export const markdown: Format = {
  name: 'markdown',
  mediaType: 'text/markdown',
  render: (outcome) => {
    if (outcome.bare) return undefined;
    const body = markdownText(outcome);
    return { body, contentType: 'text/markdown; charset=utf-8', value: body };
  },
};

function markdownText(outcome: PublicOutcome): string {
  const lines = [`# ${outcome.status} ${outcome.title}`];
  if (outcome.detail !== undefined) lines.push('', escapeMarkdown(outcome.detail));
  if (outcome.issues.length > 0) lines.push('', ...outcome.issues.map((issue) => `- ${escapeMarkdown(issueText(issue))}`));
  for (const error of outcome.errors) lines.push('', fenced(errorText(error)));
  if (outcome.reference !== undefined) lines.push('', `Reference: \`${outcome.reference}\``);
  return `${lines.join('\n')}\n`;
}

/** The app's words are text, not markup: no link, picture or HTML comes out of them. */
function escapeMarkdown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  // What begins a list, a heading's underline or a fence does so only at the start of a line.
  return line.replace(/[\\`*_[\]<>#|!&]/g, '\\$&').replace(/^[-+=~]|^\d+(?=[.)])/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
