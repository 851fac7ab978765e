import type { Format } from './format.ts';
import { renderedText } from './rendered-text.ts';
import { reportText } from './report-text.ts';
import { visible, withoutAddresses } from './safe-words.ts';

/** The format for a terminal, or another client that accepts `text/plain`. */
export const text: Format = {
  name: 'text',
  mediaType: 'text/plain',
  render: (outcome) => {
    const body = outcome.dataIsBody ? outcome.data : reportText(outcome, PLAIN);
    return typeof body === 'string' ? renderedText('text/plain', body) : undefined;
  },
};

/** Indents all lines of an app's text except the first, so that no text of the app looks like a line of Halyard. */
function indented(text: string): string {
  return withoutAddressesIn(text).replaceAll('\n', '\n  ');
}

const unchanged = (text: string): string => text;
const PLAIN = { heading: '', escapeText: indented, message: withoutAddressesIn, block: unchanged, code: unchanged };

function withoutAddressesIn(text: string): string {
  return withoutAddresses(visible(text));
}
