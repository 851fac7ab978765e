import { existsSync } from 'node:fs';
import * as builtIn from 'halyard';

const booking = { id: '7', boat: 'Curlew', berth: 'A2', nights: 3 };

/** One call of each response, and when a harbour would make it. The start page shows the source of these calls. */
const CALLS = {
  ok: { when: 'It worked, and this is what was asked for.', call: (res) => res.ok(booking) },
  created: { when: 'A booking has been made.', field: 'Location', call: (res) => res.created(booking, '/bookings/7') },
  accepted: { when: 'The crane will be booked as soon as its driver is back.', call: (res) => res.accepted({ crane: 'waiting' }) },
  noContent: { when: 'A booking has been cancelled, and there is nothing to send.', call: (res) => res.noContent() },

  badRequest: { when: 'A form or a body with mistakes.', call: (res) => res.badRequest({ boat: 'Tell us its name.', nights: 'Choose from 1 to 14.' }) },
  unauthorized: { when: 'We do not know who is asking.', field: 'WWW-Authenticate', call: (res) => res.unauthorized('Please sign in as a skipper.') },
  paymentRequired: { when: 'Last week’s berth is not paid.', call: (res) => res.paymentRequired('Please pay for booking 6 first.') },
  forbidden: { when: 'Asked by somebody who may not.', file: 'forbidden.js', call: (res) => res.forbidden('For members only.') },
  notFound: { when: 'Not here. Also sent for every address without a route.', call: (res) => res.notFound('There is no such berth.') },
  methodNotAllowed: { when: 'The berth list can be read, not written.', field: 'Allow', call: (res) => res.methodNotAllowed({ allow: ['GET', 'HEAD'] }) },
  notAcceptable: { when: 'The chart exists as PDF only.', call: (res) => res.notAcceptable('The chart is a PDF.') },
  requestTimeout: { when: 'The request did not arrive whole.', call: (res) => res.requestTimeout() },
  conflict: { when: 'Two skippers edited the same booking.', call: (res) => res.conflict('Booking 7 has changed. Please reload it.') },
  berthTaken: { when: 'The app’s own: somebody else has the berth.', file: 'berthTaken.ts', call: (res) => res.berthTaken('A1', 'Sunday') },
  gone: { when: 'The ferry was here, and will not come back.', call: (res) => res.gone('The ferry stopped in 2019.') },
  preconditionFailed: { when: 'If-Match names an older booking.', call: (res) => res.preconditionFailed('Booking 7 is at version 3.') },
  contentTooLarge: { when: 'A body beyond the limit.', call: (res) => res.contentTooLarge('At most 4 KB, please.') },
  unsupportedMediaType: { when: 'A booking as XML.', field: 'Accept', call: (res) => res.unsupportedMediaType({ accept: ['application/json'] }) },
  unprocessableContent: { when: 'Well written, and impossible.', call: (res) => res.unprocessableContent({ nights: 'The harbour is closed in February.' }) },
  preconditionRequired: {
    when: 'The client has to name the version that it edits.',
    call: (res) => res.preconditionRequired('Send If-Match with the version.'),
  },
  tooManyRequests: { when: 'Too often in too short a time.', field: 'Retry-After', call: (res) => res.tooManyRequests({ retryAfter: 30 }) },
  unavailableForLegalReasons: { when: 'A court has closed the page.', call: (res) => res.unavailableForLegalReasons() },

  serverError: { when: 'Something broke on our side. The log has all of it.', call: (res) => res.serverError(new Error('The ledger is locked')) },
  notImplemented: { when: 'Nobody has built it yet.', call: (res) => res.notImplemented('Bookings by radio are planned.') },
  badGateway: { when: 'The weather service sent nonsense.', call: (res) => res.badGateway(new Error('Weather: unexpected token <')) },
  serviceUnavailable: { when: 'Closed for an hour.', field: 'Retry-After', call: (res) => res.serviceUnavailable({ retryAfter: 3600 }) },
  gatewayTimeout: { when: 'The weather service did not answer.', call: (res) => res.gatewayTimeout(new Error('Weather: no answer in 5 s')) },
};

/** The responses for the start page. `own` holds the responses of the app's `api/responses/`. */
export function callsOf(own) {
  return Object.entries(CALLS).map(([name, { when, field, file, call }]) => {
    const { status, title } = builtIn[name] ?? own[name];
    const view = `views/${status}.ejs`;
    const empty = status === 204;
    return {
      name,
      status,
      title,
      when,
      call: String(call).replace('(res) => ', ''),
      file,
      browser: empty ? 'nothing' : status < 400 ? 'the data' : existsSync(new URL(view, import.meta.url)) ? view : 'the built-in page',
      program: empty ? 'nothing' : status < 400 ? 'the data' : 'a problem document',
      field,
    };
  });
}

/** Makes the call with this name. A 404 answers an unknown name. */
export function makeCall(name, res) {
  return Object.hasOwn(CALLS, name) ? CALLS[name].call(res) : res.notFound('There is no response with that name.');
}
