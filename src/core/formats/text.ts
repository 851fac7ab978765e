import type { Format } from '../format.ts';
import { reportText } from './report-text.ts';

/** For a terminal, or anything that asks for `text/plain`. */
export const text: Format = {
  name: 'text',
  mediaType: 'text/plain',
  render: (outcome) => {
    if (outcome.bare) return typeof outcome.data === 'string' ? rendered(outcome.data) : undefined;
    return rendered(reportText(outcome, PLAIN));
  },
};

function rendered(body: string) {
  return { body, contentType: 'text/plain; charset=utf-8', value: body };
}

const asItIs = (words: string): string => words;
const PLAIN = { heading: '', words: asItIs, block: asItIs, code: asItIs };
