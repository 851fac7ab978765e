import type { PublicOutcome } from '../disclosure/disclose.ts';
import type { Format } from './format.ts';
import { problemDocument } from './problem-document.ts';

/**
 * For an EventSource. It gives up for good on anything but a 200 of this type (HTML, §9.2.3), so that a failure that will pass is a stream of one
 * event that ends: the browser comes back, after `retry` if somebody said when. One that will not pass keeps its status, and is not asked for again.
 */
export const eventStream: Format = {
  name: 'events',
  mediaType: 'text/event-stream',
  render(outcome, { request }) {
    // An ack is one value, and whoever waits for it sees the real status.
    if (!mayPass(outcome.status) || request.transport === 'socket' || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined;
    const body = errorEvent(outcome);
    return { body, contentType: 'text/event-stream; charset=utf-8', value: body, status: 200 };
  },
  // The blank line ends whatever event was begun.
  conclude: (outcome) => `\n\n${errorEvent(outcome)}`,
};

function mayPass(status: number): boolean {
  return status === 429 || status >= 500;
}

/** JSON has no line break in it, which would end the field. */
function errorEvent(outcome: PublicOutcome): string {
  return `${retryField(outcome)}event: error\ndata: ${JSON.stringify(problemDocument(outcome))}\n\n`;
}

/** `Retry-After` in the words of the stream: milliseconds. */
function retryField({ headers }: PublicOutcome): string {
  const after = headers !== undefined && Object.hasOwn(headers, 'retry-after') ? headers['retry-after'] : undefined;
  return after !== undefined && /^\d{1,9}$/.test(after) ? `retry: ${after}000\n` : '';
}
