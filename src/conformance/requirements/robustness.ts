import assert from 'node:assert/strict';
import { must, type Requirement } from '../requirement.ts';
import { SECRET } from '../secret.ts';
import { brokenStreams } from './broken-streams.ts';
import { API, BROWSER, callResponse, isAlive, isPage, isProblem } from './expect.ts';
import { hostileValues } from './hostile-values.ts';
import { streamsAsData } from './streams-as-data.ts';

/** Requirements for second answers, late failures and load. */
export const robustness: readonly Requirement[] = [
  ...hostileValues,
  ...brokenStreams,
  ...streamsAsData,
  must('second-call', 'docs/errors.md', 'Halyard ignores a second response and logs it once, in development with both call sites.', async (target) => {
    const reply = await target.ask('/twice', { headers: API });
    const reference = String(isProblem(reply, 404)['reference']);
    const records = await target.records(reference, { atLeast: 2 });
    const twice = records.filter((record) => JSON.stringify(record).includes('E_ANSWERED_TWICE'));
    assert.equal(twice.length, 1);
    const [, places = ''] = JSON.stringify(twice).split('serverError() at ', 2);
    if (target.environment === 'development') assert.ok(places.includes('after notFound() at '), 'both places are named');
  }),
  must('failure-stands', 'docs/security.md', 'If the host sends a success after a failure, Halyard drops it and logs that once.', async (target) => {
    for (const response of ['badRequest', 'serverError', 'notFound']) {
      for (const ask of [{ headers: API }, { headers: BROWSER }, { headers: API, method: 'POST', body: 'x'.repeat(100_000) }]) {
        const reply = await target.ask(`/overruled?response=${response}`, ask);
        const status = { badRequest: 400, serverError: 500, notFound: 404 }[response] as number;
        if (ask.headers === API) isProblem(reply, status);
        else isPage(reply, status);
        assert.ok(!reply.body.includes('the success'));
        assert.equal(reply.broken, false);
        assert.equal(reply.headers['etag'], undefined);
        const records = await target.records(reply.headers['error-reference'] as string, { atLeast: 2 });
        const twice = records.filter((record) => JSON.stringify(record).includes('E_ANSWERED_TWICE'));
        assert.deepEqual([records.length, twice.length], [2, 1]);
        if (target.environment === 'development') assert.match(JSON.stringify(twice), new RegExp(`after ${response}\\(\\) at `));
      }
    }
    await isAlive(target);
  }),
  must('after-the-head', 'RFC 9112, 8; RFC 9113, 5.4.2', 'A failure after the head ends the connection so that the client notices.', async (target) => {
    for (const how of ['throw', 'respond']) {
      const reply = await target.ask(`/half?how=${how}`, { timeout: 4_000 });
      assert.equal(reply.broken, true);
      assert.ok(!reply.body.includes(SECRET));
    }
    await isAlive(target);
  }),
  must(
    'after-the-head-raw',
    'RFC 9112, 8',
    'After a failure in a chunked HTTP/1.1 body, the last chunk is missing.',
    async (target) => {
      const { text, closed } = await target.raw('GET /half HTTP/1.1\r\nHost: localhost\r\n\r\n', { timeout: 3_000 });
      assert.match(text, /the first half/);
      assert.ok(!text.includes('\r\n0\r\n\r\n'));
      assert.equal(closed, true);
    },
    { raw: true },
  ),
  must('after-the-answer', 'docs/logging.md', 'Halyard logs a failure after a complete response once, and the response stays as it is.', async (target) => {
    for (const how of ['throw', 'reject']) {
      const mark = `after-the-answer-by-${how}`;
      const reply = await target.ask(`/late?mark=${mark}&how=${how}`);
      assert.equal(reply.status, 200);
      assert.equal(reply.body, 'whole');
      const records = await target.records(mark);
      assert.equal(records.length, 1);
      assert.equal(records[0]?.['afterResponse'], true);
      assert.equal(records[0]?.['path'], '/late');
      assert.match(String((records[0]?.['err'] as Record<string, unknown> | undefined)?.['message']), /^too late/);
      // A second record of the failure would have its reference.
      assert.equal((await target.records(String(records[0]?.['reference']))).length, 1);
    }
    await isAlive(target);
  }),
  must(
    'client-gone',
    'docs/logging.md',
    'A client that disconnects leaves a debug record, which names the request, and no error record.',
    async (target) => {
      await target.raw('GET /slow?mark=client-gone HTTP/1.1\r\nHost: localhost\r\n\r\n', { closeAfter: 50 });
      const records = await target.records('GET /slow: the client was gone', { wait: 3_000 });
      assert.ok(records.length > 0);
      assert.ok(!target.log().some((line) => line.includes('mark=client-gone') || (line.includes('"/slow"') && line.includes('"level":50'))));
      await isAlive(target);
    },
    { raw: true },
  ),
  must(
    'unread-body',
    'RFC 9112, 9.3',
    'A response before the request body was read reaches the client, and the body is not parsed as a request.',
    async (target) => {
      const body = Buffer.alloc(5_000_000, 'GET /plain HTTP/1.1\r\nHost: x\r\n\r\n');
      const reply = await callResponse(target, 'contentTooLarge', [], {
        method: 'POST',
        headers: { ...API, 'content-type': 'application/octet-stream' },
        body,
        timeout: 20_000,
      });
      isProblem(reply, 413);
      await isAlive(target);
    },
  ),
  must(
    'unread-body-kept-alive',
    'RFC 9112, 9.3',
    'After a response to an unread body, no byte of the body is parsed as a request on the connection.',
    async (target) => {
      const post =
        'POST /respond?response=contentTooLarge HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nContent-Length: 34\r\n\r\nGET /plain HTTP/1.1\r\nHost: x\r\n\r\n\r\n';
      const { text } = await target.raw(`${post}GET /no-such HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`, { timeout: 3_000 });
      assert.match(text, /^HTTP\/1\.1 413 /);
      assert.ok(!text.includes('HTTP/1.1 200'));
    },
    { raw: true },
  ),
  must('many-at-once', 'ours', 'Five hundred failures at the same time do not mix.', async (target) => {
    const ask = async (i: number): Promise<void> => {
      const reply = await callResponse(target, 'forbidden', [`mark-${i}-end`], { headers: i % 2 === 0 ? API : BROWSER, timeout: 30_000 });
      assert.equal(reply.status, 403);
      // In development the report has the message more than once.
      assert.deepEqual([...new Set(reply.body.match(/mark-\d+-end/g))], [`mark-${i}-end`]);
    };
    for (let batch = 0; batch < 10; batch++) await Promise.all(Array.from({ length: 50 }, (_, i) => ask(batch * 50 + i)));
  }),
  must(
    'garbage',
    'RFC 9112, 2.2',
    'Bytes that are not HTTP get a 4xx response or a closed connection.',
    async (target) => {
      for (const bytes of [
        '\u0000\u0001\u0002\r\n\r\n',
        'GET / HTTP/9.9\r\n\r\n',
        'FROB / HTTP/1.1\r\nHost: x\r\n\r\n',
        `GET / HTTP/1.1\r\nHost: x\r\n${'x: y\r\n'.repeat(3_000)}\r\n`,
        'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      ]) {
        const { text } = await target.raw(bytes, { timeout: 2_000 });
        assert.ok(text === '' || /^HTTP\/1\.1 4\d\d /.test(text), text.slice(0, 40));
      }
      await isAlive(target);
    },
    { raw: true },
  ),
  must(
    'header-flood',
    'ours',
    'Headers named `__proto__` or `constructor` and 200 more headers change nothing.',
    async (target) => {
      const fields = Array.from({ length: 200 }, (_, i) => `x-${i}: ${i}\r\n`).join('');
      const { text } = await target.raw(
        `GET /respond HTTP/1.1\r\nHost: x\r\n__proto__: x\r\nconstructor: y\r\nAccept: constructor/__proto__\r\n${fields}Connection: close\r\n\r\n`,
      );
      assert.match(text, /^HTTP\/1\.1 404 /);
    },
    { raw: true },
  ),
  must(
    'production-is-small',
    'ours',
    'In production, a body has at most 16 KB.',
    async (target) => {
      const reply = await callResponse(target, 'forbidden', ['ü'], { headers: API }, undefined, 100_000);
      isProblem(reply, 403);
      assert.ok(reply.bytes <= 16_384);
    },
    { environment: 'production' },
  ),
];
