import type { PublicOutcome } from '../disclose.ts';
import type { Format } from '../format.ts';
import { errorText, issueText } from './report-text.ts';

/** For a terminal, or anything that asks for `text/plain`. */
export const text: Format = {
  name: 'text',
  mediaType: 'text/plain',
  render: (outcome) => {
    if (outcome.bare) return typeof outcome.data === 'string' ? rendered(outcome.data) : undefined;
    return rendered(plainText(outcome));
  },
};

function rendered(body: string) {
  return { body, contentType: 'text/plain; charset=utf-8', value: body };
}

function plainText(outcome: PublicOutcome): string {
  const lines = [`${outcome.status} ${outcome.title}`];
  if (outcome.detail !== undefined) lines.push('', outcome.detail);
  if (outcome.issues.length > 0) lines.push('', ...outcome.issues.map((issue) => `- ${issueText(issue)}`));
  for (const error of outcome.errors) lines.push('', errorText(error));
  if (outcome.reference !== undefined) lines.push('', `Reference: ${outcome.reference}`);
  return `${lines.join('\n')}\n`;
}
