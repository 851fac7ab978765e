import assert from 'node:assert/strict';
import { must, type Requirement } from '../requirement.ts';
import type { Reply, Target } from '../target.ts';
import { API, BROWSER, callResponse } from './expect.ts';

const LEVELS: Readonly<Record<string, number>> = {
  serverError: 50,
  badGateway: 50,
  unauthorized: 40,
  forbidden: 40,
  tooManyRequests: 40,
  badRequest: 30,
  conflict: 30,
  notFound: 20,
};

/** The status with which the app's own response answers, by the fault that switches it on. */
const OVERRIDES: Readonly<Record<string, number>> = { 'override-200': 200, 'override-redirects': 302, 'override-late-402': 402 };

async function recordsOf(target: Target, reply: Reply): Promise<readonly Record<string, unknown>[]> {
  const reference = reply.headers['error-reference'];
  assert.ok(reference !== undefined, 'there is no reference');
  return target.records(reference);
}

/** Requirements for log records. */
export const reporting: readonly Requirement[] = [
  ...Object.entries(LEVELS).map(([response, level]) =>
    must(`level-${response}`, 'docs/logging.md', `A call of \`${response}()\` logs one record at its level.`, async (target) => {
      const records = await recordsOf(target, await callResponse(target, response, ['a message'], { headers: API }));
      assert.equal(records.length, 1);
      assert.equal(records[0]?.['level'], level);
      assert.equal(records[0]?.['response'], response);
    }),
  ),
  ...Object.entries(OVERRIDES).map(([fault, status]) =>
    must(
      `override-logged-${fault.replace('override-', '')}`,
      'docs/overriding.md',
      `A failure that an app's own response answers with ${status} is logged once, with that status.`,
      async (target) => {
        for (const response of ['serverError', 'notFound']) {
          const id = `${fault}-${response}`;
          const reply = await callResponse(target, response, ['a message'], { headers: { ...API, 'x-request-id': id } }, fault);
          assert.equal(reply.status, status);
          const records = await target.records(id);
          assert.equal(records.length, 1);
          assert.equal(records[0]?.['status'], status);
          assert.equal(records[0]?.['response'], response);
          assert.equal(records[0]?.['level'], LEVELS[response]);
        }
      },
    ),
  ),
  ...Object.entries(OVERRIDES).map(([fault, status]) =>
    must(
      `override-reached-${fault.replace('override-', '')}`,
      'docs/overriding.md',
      `An app's own response that answers with ${status} answers an error and an unmatched route too, and each is logged once.`,
      async (target) => {
        for (const path of ['/hostile?value=string&how=throw', '/hostile?value=string&how=reject', '/no-such-route']) {
          const id = `${fault}-${path.length}`;
          assert.equal((await target.ask(`/next?fault=${fault}`)).status, 200);
          const reply = await target.ask(path, { headers: { ...API, 'x-request-id': id } });
          assert.equal(reply.status, status);
          const records = await target.records(id);
          assert.deepEqual(
            records.map((record) => record['status']),
            [status],
          );
        }
      },
    ),
  ),
  must('once', 'Sails 0.9, Default responses', 'Halyard logs a thrown error once.', async (target) => {
    const records = await recordsOf(target, await target.ask('/hostile?value=string&how=throw', { headers: API }));
    assert.equal(records.length, 1);
    assert.equal(records[0]?.['handled'], false);
  }),
  must('reference', 'docs/logging.md', 'The log, the body, the header and the page have the same reference.', async (target) => {
    const problem = await callResponse(target, 'serverError', ['x'], { headers: API });
    const reference = String(problem.json()['reference']);
    assert.match(reference, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    assert.equal(problem.headers['error-reference'], reference);
    assert.equal((await target.records(reference))[0]?.['reference'], reference);
    for (const response of ['serverError', 'gone']) {
      const page = await callResponse(target, response, [], { headers: BROWSER });
      assert.ok(page.body.includes(page.headers['error-reference'] as string));
    }
  }),
  must('record', 'docs/logging.md', 'A log record has method, path without query, status, response, duration and the error with its stack.', async (target) => {
    const reply = await target.ask('/hostile?value=frozen-error&how=throw&token=mark-of-the-query', {
      headers: { ...API, authorization: 'Bearer mark-of-a-token', cookie: 'session=mark-of-a-cookie' },
    });
    const [record] = await recordsOf(target, reply);
    assert.equal(record?.['method'], 'GET');
    assert.equal(record?.['path'], '/hostile');
    assert.equal(record?.['status'], 500);
    assert.equal(typeof record?.['duration'], 'number');
    assert.match(String((record?.['err'] as Record<string, unknown> | undefined)?.['stack']), /\n[ \t]+at /);
    assert.ok(!JSON.stringify(record).includes('mark-of'));
  }),
  must('request-id', 'docs/logging.md', 'A log record has the X-Request-Id if it is short and harmless.', async (target) => {
    const good = await recordsOf(target, await callResponse(target, 'conflict', [], { headers: { ...API, 'x-request-id': 'abc-123' } }));
    assert.equal(good[0]?.['requestId'], 'abc-123');
    const odd = await recordsOf(target, await callResponse(target, 'conflict', [], { headers: { ...API, 'x-request-id': '<script>' } }));
    assert.equal(odd[0]?.['requestId'], undefined);
  }),
  must('masked-path', 'docs/security.md', 'Halyard masks a key in the path or in the X-Request-Id of a log record.', async (target) => {
    // The text is in parts, so that no secret scanner reports it as a leak.
    const token = ['ey', 'JhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiI0MiJ9.', 'mark-of-the-token'].join('');
    const key = ['gh', 'p_', 'markofthekey0123456789abcdefghijklmn'].join('');
    for (const [path, shown] of [
      [`/reset/${token}`, '/reset/[masked]'],
      [`/orders/${key}/lines`, '/orders/[masked]'],
      ['/password-reset/a1b2c3d4e5f6a7b8c9d0e1f2?mark-of=1', '/password-reset/[masked]'],
    ] as const) {
      const records = await recordsOf(target, await target.ask(path, { headers: { ...API, 'x-request-id': key } }));
      assert.equal(records.length, 1);
      assert.ok(String(records[0]?.['path']).startsWith(shown), String(records[0]?.['path']));
      assert.equal(records[0]?.['requestId'], '[masked]');
    }
    assert.ok(!target.log().some((line) => /mark-?of-?the-?(?:token|key)|a1b2c3d4e5f6a7b8/.test(line)), 'the log has a key');
  }),
  must(
    'trace-id',
    'W3C Trace Context, 3.2',
    'A log record has the trace id of a well-formed `traceparent`. Halyard ignores a malformed one.',
    async (target) => {
      const trace = '0af7651916cd43dd8448eb211c80319c';
      const good = await recordsOf(target, await callResponse(target, 'conflict', [], { headers: { ...API, traceparent: `00-${trace}-b7ad6b7169203331-01` } }));
      assert.equal(good[0]?.['traceId'], trace);
      for (const traceparent of [
        `00-${trace.toUpperCase()}-b7ad6b7169203331-01`,
        `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
        `ff-${trace}-b7ad6b7169203331-01`,
      ]) {
        const bad = await recordsOf(target, await callResponse(target, 'conflict', [], { headers: { ...API, traceparent } }));
        assert.equal(bad[0]?.['traceId'], undefined);
      }
    },
  ),
  must('forged-line', 'docs/security.md', 'A message with line breaks and colour codes stays one line of the log.', async (target) => {
    const reply = await callResponse(target, 'serverError', ['first\r\n{"level":10,"msg":"forged-by-message"}\u001b[31m\u2028x'], { headers: API });
    await recordsOf(target, reply);
    assert.ok(!target.log().some((line) => line.startsWith('{"level":10,"msg":"forged')));
    assert.ok(!target.log().some((line) => line.includes('\u001b')));
  }),
  must('conceal-logged', 'docs/responses.md', 'The log has a concealed 403 as a 403.', async (target) => {
    const records = await recordsOf(target, await callResponse(target, 'forbidden', ['the reason', { conceal: true }], { headers: API }));
    assert.equal(records[0]?.['status'], 403);
    assert.equal(records[0]?.['detail'], 'the reason');
  }),
];
