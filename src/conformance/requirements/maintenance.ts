import assert from 'node:assert/strict';
import { must, type Requirement } from '../requirement.ts';
import type { Ask } from '../target.ts';
import { API, BROWSER, isPage, isProblem } from './expect.ts';
import { counted, isClosed, MESSAGE, meeting, OUTAGE } from './maintenance-expect.ts';

const FORMATS: Readonly<Record<string, string>> = {
  'application/json': 'application/json',
  'application/problem+json': 'application/problem+json',
  'text/html': 'text/html',
  'text/markdown': 'text/markdown',
  'text/plain': 'text/plain',
  '*/*': '',
};

const FAULTS: Readonly<Record<string, unknown>> = {
  'an exception': 'throws',
  'a rejection': 'rejects',
  'a promise that never ends': 'hangs',
  'a getter that throws': 'getter',
  'a proxy that throws': 'proxy',
  'a boolean': true,
  'a number': 600,
  'a list': [],
  'an outage without a time': { message: MESSAGE },
  'an outage with a text as its time': { retryAfter: '600' },
  'an answer with an impossible status': { status: 99, headers: {}, body: '' },
  'an answer with a line break in a field': { status: 303, headers: { location: '/\r\nx: y' }, body: '' },
};

/** Requirements for planned outages. */
export const maintenance: readonly Requirement[] = [
  must(
    'maintenance-formats',
    'RFC 9110, 15.6.4; RFC 9110, 10.2.3',
    'During an outage each client gets a 503 with `Retry-After` in its format.',
    async (target) => {
      for (const [accept, type] of Object.entries(FORMATS)) {
        const reply = await target.ask('/plain', { headers: meeting(OUTAGE, { accept }) });
        isClosed(reply);
        assert.ok(reply.headers['content-type']?.startsWith(type), `${accept}: ${reply.headers['content-type']}`);
        assert.ok(reply.body.includes(MESSAGE) || accept === 'text/html', accept);
      }
      const problem = isProblem(await target.ask('/plain', { headers: meeting(OUTAGE) }), 503);
      assert.equal(problem['detail'], MESSAGE);
      assert.equal(isProblem(await target.ask('/plain', { headers: meeting({ retryAfter: 5.2 }) }), 503)['detail'], undefined);
      isClosed(await target.ask('/plain', { headers: meeting({ retryAfter: 5.2 }) }), '6');
    },
  ),
  must('maintenance-page', 'docs/views.md', "During an outage a browser gets the app's own page of a 503, with the message.", async (target) => {
    const reply = await target.ask('/contact', { headers: meeting(OUTAGE, BROWSER) });
    isPage(reply, 503);
    isClosed(reply);
    assert.match(reply.body, /data-view="503"/);
    assert.ok(reply.body.includes(`<p id="message">${MESSAGE}</p>`));
    assert.ok(reply.body.includes(`<p id="reference">${reply.headers['error-reference']}</p>`));
  }),
  must('maintenance-first', 'docs/options.md', 'During an outage no handler of the app runs, and unmatched routes get the 503 too.', async (target) => {
    const { path, calls } = counted(target);
    const asks: readonly Ask[] = [
      { method: 'GET' },
      { method: 'POST', body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      { method: 'PUT', body: '{', headers: { 'content-type': 'application/json' } },
      { method: 'PATCH', body: 'x', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } },
      { method: 'DELETE' },
    ];
    for (const ask of asks) isClosed(await target.ask(path, { ...ask, headers: { ...ask.headers, ...meeting(OUTAGE) } }));
    isClosed(await target.ask('/nowhere', { headers: meeting(OUTAGE) }));
    assert.equal(await calls(), '0');
    assert.equal((await target.ask(path)).status, 200);
    assert.equal(await calls(), '1');
  }),
  must('maintenance-ends', 'docs/options.md', 'An outage begins and ends between two requests, without a new start of the app.', async (target) => {
    for (const isOut of [false, true, false, true, true, false]) {
      const reply = await target.ask('/plain', isOut ? { headers: meeting(OUTAGE) } : {});
      assert.equal(reply.status, isOut ? 503 : 200);
    }
  }),
  must('maintenance-exempt', 'docs/options.md', 'A request that the source lets through gets the answer of the app.', async (target) => {
    const headers = meeting({ ...OUTAGE, exempt: '/plain' });
    assert.equal((await target.ask('/plain', { headers })).status, 200);
    assert.equal((await target.ask('/plain?deep=1', { headers })).status, 200);
    isClosed(await target.ask('/contact', { headers }));
  }),
  must('maintenance-head', 'RFC 9110, 9.3.2', 'During an outage HEAD and OPTIONS get the 503, HEAD without a body.', async (target) => {
    const head = await target.ask('/plain', { method: 'HEAD', headers: meeting(OUTAGE) });
    isClosed(head);
    assert.equal(head.bytes, 0);
    isClosed(await target.ask('/plain', { method: 'OPTIONS', headers: meeting(OUTAGE) }));
    isClosed(await target.ask('/plain', { method: 'OPTIONS', headers: meeting(OUTAGE, { ...API, origin: 'https://shop.example' }) }));
  }),
  must('maintenance-preflight', 'docs/options.md', "The app's CORS policy answers a preflight, also during an outage.", async (target) => {
    const preflight = { origin: 'https://shop.example', 'access-control-request-method': 'PUT' };
    const [up, out] = await Promise.all([
      target.ask('/contact', { method: 'OPTIONS', headers: preflight }),
      target.ask('/contact', { method: 'OPTIONS', headers: meeting(OUTAGE, preflight) }),
    ]);
    assert.equal(out.status, up.status);
    assert.notEqual(out.status, 503);
  }),
  must('maintenance-answer', 'docs/options.md', 'An answer of the source is sent as it is, such as a redirect with a cookie.', async (target) => {
    const { path, calls } = counted(target);
    const answer = { status: 303, headers: { location: '/contact', 'set-cookie': ['pass=1; HttpOnly; Path=/'], 'cache-control': 'no-store' }, body: '' };
    for (const method of ['GET', 'HEAD', 'POST']) {
      const reply = await target.ask(path, { method, headers: meeting({ ...answer, removedHeaders: [], value: undefined }) });
      assert.equal(reply.status, 303);
      assert.equal(reply.headers['location'], '/contact');
      assert.equal(reply.headers['cache-control'], 'no-store');
      assert.deepEqual(reply.cookies, ['pass=1; HttpOnly; Path=/']);
      assert.equal(reply.bytes, 0);
    }
    const text = await target.ask(path, { headers: meeting({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'ready' }) });
    assert.deepEqual([text.status, text.body], [200, 'ready']);
    assert.equal(await calls(), '0');
  }),
  must('maintenance-fault', 'ours', 'A source that fails costs no client its answer, and is logged at most once a minute.', async (target) => {
    const LINE = 'the option maintenance failed';
    const before = target.log().filter((line) => line.includes(LINE)).length;
    for (const [what, value] of Object.entries(FAULTS)) {
      const { path, calls } = counted(target);
      const reply = await target.ask(path, { headers: meeting(value) });
      assert.deepEqual([reply.status, reply.body], [200, 'counted'], what);
      assert.equal(await calls(), '1', what);
    }
    const records = await target.records(LINE);
    assert.ok(records.length >= 1 && records.length - before <= 1, `${records.length - before} records`);
    assert.equal(records[0]?.['level'], 50);
  }),
  must('maintenance-message', 'ours', 'A message that is no text is left out, and the outage stands.', async (target) => {
    const problem = isProblem(await target.ask('/plain', { headers: meeting({ retryAfter: 600, message: { secret: 1 } }) }), 503);
    assert.equal(problem['detail'], undefined);
  }),
];
