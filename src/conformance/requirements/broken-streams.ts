import assert from 'node:assert/strict';
import { must, type Requirement } from '../requirement.ts';
import { SECRET } from '../secret.ts';
import type { Target } from '../target.ts';
import { isAlive } from './expect.ts';

/** The records with a text. The server below a host may print the error on the console, too, and that is no record. */
async function recordsOf(target: Target, text: string): Promise<readonly Record<string, unknown>[]> {
  const until = Date.now() + 2_000;
  let records: readonly Record<string, unknown>[] = [];
  while (records.length === 0 && Date.now() < until) records = (await target.records(text)).filter((record) => 'level' in record);
  return records;
}

/** Requirements for the app's own streams that end too early. */
export const brokenStreams: readonly Requirement[] = [
  must('broken-stream', 'docs/logging.md', 'A stream that fails after the head is one error record with reference, method, path and route.', async (target) => {
    const ordinary = await target.ask('/hostile?value=error&how=throw');
    const [known] = await target.records(String(ordinary.headers['error-reference']));
    const reply = await target.ask('/breaks?mark=broken-stream', { timeout: 4_000 });
    assert.equal(reply.broken, true);
    assert.ok(!reply.body.includes(SECRET));
    const records = await recordsOf(target, 'broken-stream');
    assert.equal(records.length, 1);
    const [record = {}] = records;
    assert.match(String(record['reference']), /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    assert.deepEqual([record['level'], record['method'], record['path']], [50, 'GET', '/breaks']);
    assert.equal(record['route'], known?.['route'] === undefined ? undefined : '/breaks');
    assert.equal((await target.records(String(record['reference']))).length, 1);
    await isAlive(target);
  }),
  must('broken-event-stream', 'docs/sse.md', 'An event stream that fails ends the connection, or with one event about the failure.', async (target) => {
    const reply = await target.ask('/breaks?mark=broken-event-stream&type=text/event-stream', { timeout: 4_000 });
    const [first, ...rest] = reply.body.split('\n\n').filter((event) => event.trim() !== '');
    assert.equal(first, 'data: the first event');
    if (reply.broken) assert.deepEqual(rest, []);
    else assert.match(rest.join('\n\n'), /^(?:.*\n)*event: error\n/);
    if (target.environment === 'production') assert.ok(!reply.body.includes(SECRET));
    assert.equal((await recordsOf(target, 'broken-event-stream')).length, 1);
  }),
  must(
    'client-gone-from-a-stream',
    'docs/logging.md',
    'A client that disconnects in the middle of a stream leaves no warning and no error record.',
    async (target) => {
      await target.raw('GET /endless?mark=client-gone-from-a-stream HTTP/1.1\r\nHost: localhost\r\n\r\n', { closeAfter: 100 });
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.ok(!target.log().some((line) => line.includes('/endless') && /"level":(?:40|50|60)/.test(line)));
      await isAlive(target);
    },
    { raw: true },
  ),
];
