import assert from 'node:assert/strict';
import { Browser } from '../browser.ts';
import { must, type Requirement } from '../requirement.ts';
import { API, BROWSER, isPage, listOf } from './expect.ts';
import { ISSUES, isRedirectedBack, refusalPath, showsError, TYPED } from './forms-expect.ts';
import { isClosed, MESSAGE, meeting, OUTAGE } from './maintenance-expect.ts';

/** Requirements for the log of planned outages, and for browsers, forms and connections that meet one. */
export const maintenanceClients: readonly Requirement[] = [
  must(
    'maintenance-logged',
    'docs/logging.md',
    'The 503 of an outage is one record at the level `info`, with its reference and `maintenance`.',
    async (target) => {
      for (const headers of [API, BROWSER]) {
        const reply = await target.ask('/plain', { headers: meeting(OUTAGE, headers) });
        const records = await target.records(String(reply.headers['error-reference']));
        assert.equal(records.length, 1);
        const { level, response, status, maintenance: planned, err } = records[0] as Record<string, unknown>;
        assert.deepEqual({ level, response, status, planned, err }, { level: 30, response: 'serviceUnavailable', status: 503, planned: true, err: undefined });
      }
    },
  ),
  must('maintenance-events', 'docs/sse.md', 'An EventSource gets the outage as an event, so that it connects again.', async (target) => {
    const events = { accept: 'text/event-stream', 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' };
    const reply = await target.ask('/stream', { headers: meeting(OUTAGE, events) });
    assert.equal(reply.status, 200);
    assert.match(reply.headers['content-type'] ?? '', /^text\/event-stream\b/);
    assert.match(reply.body, /^event: error$/m);
    assert.match(reply.body, /^retry: \d+$/m);
    assert.ok(reply.body.includes(MESSAGE));
  }),
  must('maintenance-flash', 'docs/forms.md', 'A page that meets an outage keeps its flash for the next try.', async (target) => {
    const browser = new Browser(target);
    isRedirectedBack(await browser.submit(refusalPath([ISSUES, '/contact']), TYPED), '/contact');
    isClosed(await browser.open('/contact', meeting(OUTAGE, {})));
    const page = await browser.open('/contact');
    assert.equal(page.status, 200);
    showsError(page);
  }),
  must('maintenance-form', 'docs/forms.md', 'A form that meets an outage gets the same kind of page as with any other 503.', async (target) => {
    const browser = new Browser(target);
    const reply = await browser.submit(refusalPath([ISSUES, '/contact']), TYPED, meeting(OUTAGE, {}));
    isPage(reply, 503);
    isClosed(reply);
  }),
  must('maintenance-htmx', 'docs/front-ends.md', 'A part of a page that meets an outage gets the 503 as with any other 503.', async (target) => {
    const htmx = { 'hx-request': 'true', 'hx-current-url': `${target.origin.origin}/contact`, accept: '*/*' };
    const reply = await target.ask('/contact', { headers: meeting(OUTAGE, htmx) });
    assert.equal(reply.headers['retry-after'], '600');
    assert.ok(listOf(reply.headers['content-type']).some((one) => one.startsWith('text/html')));
    assert.ok(reply.body.includes(MESSAGE));
  }),
  must(
    'maintenance-body',
    'RFC 9112, 9.3',
    'A request body that nobody reads during an outage leaves the connection usable.',
    async (target) => {
      const body = 'x'.repeat(1024 * 1024);
      const outage = `X-Control-Outage: ${JSON.stringify({ retryAfter: 600 })}\r\n`;
      const post = `POST /count HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${outage}\r\n${body}`;
      const get = 'GET /plain HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
      const { text } = await target.raw(post, { then: [get], timeout: 5_000 });
      assert.deepEqual(
        [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status),
        ['503', '200'],
      );
    },
    { raw: true },
  ),
];
