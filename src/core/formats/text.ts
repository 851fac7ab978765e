import type { Format } from './format.ts';
import { reportText } from './report-text.ts';
import { visible, withoutAddresses } from './safe-words.ts';

/** The format for a terminal, or another client that accepts `text/plain`. */
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

/** Indents all lines of an app's text except the first, so that no text of the app looks like a line of Halyard. */
function indented(text: string): string {
  return withoutAddressesIn(text).replaceAll('\n', '\n  ');
}

const unchanged = (text: string): string => text;
const PLAIN = { heading: '', escapeText: indented, message: withoutAddressesIn, block: unchanged, code: unchanged };

function withoutAddressesIn(text: string): string {
  return withoutAddresses(visible(text));
}
