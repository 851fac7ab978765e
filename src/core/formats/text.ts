import type { Format } from './format.ts';
import { reportText } from './report-text.ts';
import { visible, withoutAddresses } from './safe-words.ts';

/** For a terminal, or anything that asks for `text/plain`. */
export const text: Format = {
  name: 'text',
  mediaType: 'text/plain',
  render: (outcome) => {
    if (outcome.dataIsBody) return typeof outcome.data === 'string' ? rendered(outcome.data) : undefined;
    return rendered(reportText(outcome, PLAIN));
  },
};

function rendered(body: string) {
  return { body, contentType: 'text/plain; charset=utf-8', value: body };
}

/** In lines of their own that begin with a blank: no word of the app's passes for a line of ours. */
function indented(text: string): string {
  return withoutAddresses(visible(text)).replaceAll('\n', '\n  ');
}

const asItIs = (text: string): string => text;
const PLAIN = { heading: '', words: indented, message: withoutAddressesIn, block: asItIs, code: asItIs };

function withoutAddressesIn(text: string): string {
  return withoutAddresses(visible(text));
}
