import assert from 'node:assert/strict';
import { must, type Requirement } from '../requirement.ts';
import type { Target } from '../target.ts';

const POST = 'POST /say?response=notFound HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
const GET = 'GET /plain HTTP/1.1\r\nHost: localhost\r\n\r\n';
const NONSENSE = 'nonsense\r\n\r\n';

/** Status lines, wherever they stand: in the body of another answer as well. */
function answersIn(text: string): readonly string[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status as string);
}

/** Sends pieces, each after the server had time to answer the one before. Exactly these answers come, and the connection is closed. */
async function meets(target: Target, pieces: readonly string[], expected: RegExp): Promise<void> {
  const { text, closed } = await target.raw(pieces[0] as string, { then: pieces.slice(1), timeout: 4_000 });
  assert.match(answersIn(text).join(' '), expected, text.slice(0, 400));
  assert.equal(closed, true, 'the connection stays open');
  assert.equal((await target.ask('/plain')).status, 200);
}

/** What a client gets on one connection when what it sends stops being HTTP (RFC 9112 §2.2, §9.6). */
export const connections: readonly Requirement[] = [
  must(
    'nonsense-after-an-answer',
    'RFC 9112, 2.2',
    'what is no HTTP after a whole answer gets one of its own, or none',
    (target) => meets(target, [GET, NONSENSE], /^200( 400)?$/),
    {
      raw: true,
    },
  ),
  must(
    'nonsense-at-once',
    'RFC 9112, 2.2',
    'what is no HTTP behind requests gets no answer in the place of theirs',
    (target) => meets(target, [`${GET}${GET}${NONSENSE}`], /^(200 ?){0,2}(400)?$/),
    {
      raw: true,
    },
  ),
  must(
    'nonsense-in-an-answer',
    'RFC 9112, 8',
    'what is no HTTP while an answer goes out leaves no second head in its body',
    async (target) => {
      await meets(target, ['GET /half HTTP/1.1\r\nHost: localhost\r\n\r\n', NONSENSE], /^200$/);
      await meets(target, [`GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n${NONSENSE}`], /^(200|400)?$/);
    },
    { raw: true },
  ),
  must(
    'nonsense-while-at-work',
    'RFC 9112, 2.2',
    'what is no HTTP while a request is being handled ends in one answer',
    (target) => meets(target, ['GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n', NONSENSE], /^(400|500)?$/),
    {
      raw: true,
    },
  ),
  must(
    'nonsense-in-a-body',
    'RFC 9112, 9.3',
    'a body that breaks off after an early answer gets no second one',
    async (target) => {
      await meets(target, [POST, 'zz\r\n'], /^404$/);
      await meets(target, [POST, '5\r\nhello\r\n', 'zz\r\n'], /^404$/);
      await meets(target, [`${POST}zz\r\n`], /^(404|400)?$/);
      await meets(target, [POST.replace('notFound', 'contentTooLarge'), 'zz\r\n', NONSENSE], /^413$/);
    },
    { raw: true },
  ),
];
