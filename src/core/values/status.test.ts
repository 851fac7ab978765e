import { describe, expect, it } from 'vitest';
import { thrown } from '../../../tests/support/answer-of.ts';
import { defineResponse } from '../responses/define-response.ts';
import { statusPhrase } from './status.ts';

/** Copied from https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml (last updated 2025-09-15), from 200 on. */
const REGISTRY = `
200 OK
201 Created
202 Accepted
203 Non-Authoritative Information
204 No Content
205 Reset Content
206 Partial Content
207 Multi-Status
208 Already Reported
209-225 Unassigned
226 IM Used
227-299 Unassigned
300 Multiple Choices
301 Moved Permanently
302 Found
303 See Other
304 Not Modified
305 Use Proxy
306 (Unused)
307 Temporary Redirect
308 Permanent Redirect
309-399 Unassigned
400 Bad Request
401 Unauthorized
402 Payment Required
403 Forbidden
404 Not Found
405 Method Not Allowed
406 Not Acceptable
407 Proxy Authentication Required
408 Request Timeout
409 Conflict
410 Gone
411 Length Required
412 Precondition Failed
413 Content Too Large
414 URI Too Long
415 Unsupported Media Type
416 Range Not Satisfiable
417 Expectation Failed
418 (Unused)
419-420 Unassigned
421 Misdirected Request
422 Unprocessable Content
423 Locked
424 Failed Dependency
425 Too Early
426 Upgrade Required
427 Unassigned
428 Precondition Required
429 Too Many Requests
430 Unassigned
431 Request Header Fields Too Large
432-450 Unassigned
451 Unavailable For Legal Reasons
452-499 Unassigned
500 Internal Server Error
501 Not Implemented
502 Bad Gateway
503 Service Unavailable
504 Gateway Timeout
505 HTTP Version Not Supported
506 Variant Also Negotiates
507 Insufficient Storage
508 Loop Detected
509 Unassigned
510 Not Extended
511 Network Authentication Required
512-599 Unassigned
`;

const rows = REGISTRY.trim()
  .split('\n')
  .flatMap((line) => {
    const [, from, to, phrase] = /^(\d+)(?:-(\d+))? (.+)$/.exec(line) as unknown as [string, string, string | undefined, string];
    return Array.from({ length: Number(to ?? from) - Number(from) + 1 }, (_, i) => [Number(from) + i, phrase] as const);
  });

const CLASSES: Readonly<Record<string, string>> = { 2: 'Successful', 3: 'Redirection', 4: 'Client Error', 5: 'Server Error' };

describe('statusPhrase', () => {
  it('is the phrase of the IANA registry, or the class of RFC 9110 §15 for a code that is not assigned', () => {
    expect(rows.map(([status]) => status)).toEqual(Array.from({ length: 400 }, (_, i) => 200 + i));
    for (const [status, registered] of rows) {
      const isNamed = registered !== 'Unassigned' && registered !== '(Unused)';
      const expected = status === 418 ? "I'm a Teapot" : isNamed ? registered : CLASSES[String(status)[0] as string];
      expect([status, statusPhrase(status), defineResponse({ status }).title]).toEqual([status, expected, expected]);
    }
  });

  it.each([
    [418, "I'm a Teapot"],
    [499, 'Client Error'],
    [431, 'Request Header Fields Too Large'],
    [420, 'Client Error'],
  ])('is the title for a thrown status without a response: %i', async (status, title) => {
    const { default: createError } = await import('http-errors');
    const answer = await thrown(createError(status));
    expect([answer.status, answer.problem['title']]).toEqual([status, title]);
  });
});
