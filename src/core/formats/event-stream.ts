import type { PublicOutcome } from '../disclosure/disclose.ts';
import { ownMember } from '../values/own-member.ts';
import type { Format } from './format.ts';
import { problemDocument } from './problem-document.ts';
import { renderedText } from './rendered-text.ts';

/**
 * The format for an EventSource, which reconnects only after a 200 of this media type (HTML, §9.2.3). A temporary failure becomes a stream with one event,
 * so the browser reconnects, after the time in `retry` if there is one. A permanent failure keeps its status, and the browser does not reconnect.
 */
export const eventStream: Format = {
  name: 'events',
  mediaType: 'text/event-stream',
  render(outcome, { request }) {
    // The acknowledgement of a socket event is one value, and it needs the real status.
    if (!mayPass(outcome.status) || request.transport === 'socket' || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined;
    return { ...renderedText('text/event-stream', errorEvent(outcome)), status: 200 };
  },
  // The blank line ends an event that was not complete.
  conclude: (outcome) => `\n\n${errorEvent(outcome)}`,
};

function mayPass(status: number): boolean {
  return status === 429 || status >= 500;
}

/** The event with the problem document. A line break would end the field `data`, and JSON has none. */
function errorEvent(outcome: PublicOutcome): string {
  return `${retryField(outcome)}event: error\ndata: ${JSON.stringify(problemDocument(outcome))}\n\n`;
}

/** The value of `Retry-After` as the field `retry` of the stream, in milliseconds. */
function retryField({ headers }: PublicOutcome): string {
  const after = ownMember(headers, 'retry-after');
  return after !== undefined && /^\d{1,9}$/.test(after) ? `retry: ${after}000\n` : '';
}
