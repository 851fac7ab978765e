import assert from 'node:assert/strict';
import { must, type Requirement } from '../requirement.ts';
import type { Target } from '../target.ts';

const POST = 'POST /respond?response=notFound HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
const GET = 'GET /plain HTTP/1.1\r\nHost: localhost\r\n\r\n';
const NONSENSE = 'nonsense\r\n\r\n';

/** Returns the status lines in the text, also those in the body of another response. */
function answersIn(text: string): readonly string[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status as string);
}

/** Sends pieces, each after the server had time to respond to the previous one. Exactly these responses must come, and the connection must be closed. */
async function closesAfter(target: Target, pieces: readonly string[], expected: RegExp): Promise<void> {
  const { text, closed } = await target.raw(pieces[0] as string, { then: pieces.slice(1), timeout: 4_000 });
  assert.match(answersIn(text).join(' '), expected, text.slice(0, 400));
  assert.equal(closed, true, 'the connection stays open');
  assert.equal((await target.ask('/plain')).status, 200);
}

/** The responses on a connection when the client's bytes are no longer HTTP (RFC 9112 §2.2, §9.6). */
export const connections: readonly Requirement[] = [
  must(
    'nonsense-after-an-answer',
    'RFC 9112, 2.2',
    'Bytes that are not HTTP and follow a complete response get a response of their own or none.',
    (target) => closesAfter(target, [GET, NONSENSE], /^200( 400)?$/),
    {
      raw: true,
    },
  ),
  must(
    'nonsense-at-once',
    'RFC 9112, 2.2',
    'Bytes that are not HTTP and follow pipelined requests do not take the place of a response to those requests.',
    (target) => closesAfter(target, [`${GET}${GET}${NONSENSE}`], /^(200 ?){0,2}(400)?$/),
    {
      raw: true,
    },
  ),
  must(
    'nonsense-in-an-answer',
    'RFC 9112, 8',
    'Bytes that are not HTTP and arrive during a response put no second head into its body.',
    async (target) => {
      await closesAfter(target, ['GET /half HTTP/1.1\r\nHost: localhost\r\n\r\n', NONSENSE], /^200$/);
      await closesAfter(target, [`GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n${NONSENSE}`], /^(200|400)?$/);
    },
    { raw: true },
  ),
  must(
    'nonsense-while-at-work',
    'RFC 9112, 2.2',
    'Bytes that are not HTTP and arrive while a handler runs lead to at most one response.',
    (target) => closesAfter(target, ['GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n', NONSENSE], /^(400|500)?$/),
    {
      raw: true,
    },
  ),
  must(
    'nonsense-in-a-body',
    'RFC 9112, 9.3',
    'A request body that breaks after an early response gets no second response.',
    async (target) => {
      await closesAfter(target, [POST, 'zz\r\n'], /^404$/);
      await closesAfter(target, [POST, '5\r\nhello\r\n', 'zz\r\n'], /^404$/);
      await closesAfter(target, [`${POST}zz\r\n`], /^(404|400)?$/);
      await closesAfter(target, [POST.replace('notFound', 'contentTooLarge'), 'zz\r\n', NONSENSE], /^413$/);
    },
    { raw: true },
  ),
];
