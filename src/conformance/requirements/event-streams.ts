import assert from 'node:assert/strict';
import { must, type Requirement } from '../requirement.ts';
import type { Reply } from '../target.ts';
import { API, BROWSER, callResponse, hasNoSecret, isPage, isProblem } from './expect.ts';

/** A browser's header fields for the address of an EventSource. */
const EVENTS: Readonly<Record<string, string>> = { accept: 'text/event-stream', 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' };

/** Returns the `retry` field and the problem document of a stream's only event (HTML §9.2.6). */
function errorEvent(stream: string): { readonly retry: string | undefined; readonly problem: Record<string, unknown> } {
  const fields = new Map(
    stream
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
  );
  assert.equal(fields.get('event'), 'error');
  return { retry: fields.get('retry'), problem: JSON.parse(fields.get('data') ?? '') as Record<string, unknown> };
}

function isStream(reply: Reply): ReturnType<typeof errorEvent> {
  assert.equal(reply.status, 200);
  assert.match(reply.headers['content-type'] ?? '', /^text\/event-stream\b/);
  assert.equal(reply.headers['cache-control'], 'no-store');
  assert.equal(reply.broken, false);
  assert.ok(reply.body.endsWith('\n\n'));
  return errorEvent(reply.body);
}

/** Requirements for failures of an event stream. */
export const eventStreams: readonly Requirement[] = [
  must('sse-transient', 'docs/sse.md', 'A temporary failure is a stream with one error event, so that the EventSource reconnects.', async (target) => {
    for (const [response, status] of [
      ['serverError', 500],
      ['badGateway', 502],
      ['serviceUnavailable', 503],
      ['gatewayTimeout', 504],
      ['tooManyRequests', 429],
    ] as const) {
      const { problem } = isStream(await callResponse(target, response, [], { headers: EVENTS }));
      assert.equal(problem['status'], status);
      assert.equal(typeof problem['title'], 'string');
    }
  }),
  must('sse-retry', 'docs/sse.md', 'The field `retry` is Retry-After in milliseconds. Without Retry-After there is no `retry`.', async (target) => {
    assert.equal(isStream(await callResponse(target, 'serviceUnavailable', [{ retryAfter: 7 }], { headers: EVENTS })).retry, '7000');
    assert.equal(isStream(await callResponse(target, 'serviceUnavailable', [], { headers: EVENTS })).retry, undefined);
  }),
  must('sse-thrown', 'docs/sse.md', 'The event of an unexpected error shows no more than any other response.', async (target) => {
    const reply = await target.ask('/hostile?value=error&how=throw', { headers: EVENTS });
    const { problem } = isStream(reply);
    assert.equal(problem['status'], 500);
    assert.equal(problem['reference'], reply.headers['error-reference']);
    if (target.environment === 'production') hasNoSecret(reply);
  }),
  must('sse-permanent', 'docs/sse.md', 'A permanent failure keeps its status and is a problem document.', async (target) => {
    for (const [response, status] of [
      ['badRequest', 400],
      ['unauthorized', 401],
      ['forbidden', 403],
      ['notFound', 404],
      ['gone', 410],
    ] as const) {
      isProblem(await callResponse(target, response, [], { headers: EVENTS }), status);
    }
  }),
  must('sse-only-for-streams', 'docs/sse.md', 'A client that does not open an event stream gets the real status.', async (target) => {
    isProblem(await callResponse(target, 'serverError', [], { headers: EVENTS, method: 'POST' }), 500);
    isProblem(await callResponse(target, 'serverError', [], { headers: { accept: 'application/json, text/event-stream' } }), 500);
    isProblem(await callResponse(target, 'serverError', [], { headers: API }), 500);
    isPage(await callResponse(target, 'serverError', [], { headers: { ...BROWSER, accept: 'text/html, text/event-stream' } }), 500);
  }),
  must('sse-started', 'docs/sse.md', 'A failure after the stream has begun is its last event, and the stream ends normally.', async (target) => {
    const reply = await target.ask('/stream', { headers: EVENTS, timeout: 4_000 });
    assert.equal(reply.broken, false);
    const [first, ...rest] = reply.body.split('\n\n').filter((event) => event.trim() !== '');
    assert.equal(first, 'data: the first event');
    assert.equal(rest.length, 1);
    assert.equal(errorEvent(rest[0] ?? '').problem['status'], 500);
    if (target.environment === 'production') hasNoSecret(reply);
  }),
  must('sse-started-permanent', 'docs/sse.md', 'The last event of a stream has the problem and the `retry` of the failure.', async (target) => {
    const ask = async (response: string, args: readonly unknown[]) => {
      const query = new URLSearchParams({ response, args: JSON.stringify(args) });
      const reply = await target.ask(`/stream?${query}`, { headers: EVENTS, timeout: 4_000 });
      assert.equal(reply.broken, false);
      return errorEvent(reply.body.split('\n\n').findLast((event) => event.trim() !== '') ?? '');
    };
    assert.deepEqual((await ask('forbidden', ['You were signed out'])).problem['detail'], 'You were signed out');
    assert.equal((await ask('serviceUnavailable', [{ retryAfter: 3 }])).retry, '3000');
  }),
];
