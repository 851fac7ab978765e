import assert from 'node:assert/strict';
import { OWN_STATUSES, WITH_REPLY_STATUS } from '../own-statuses.ts';
import { must, type Requirement } from '../requirement.ts';
import type { Reply, Target } from '../target.ts';
import { API, BROWSER, hasNoSecret, isPage, isProblem } from './expect.ts';

type Expected = (typeof OWN_STATUSES)[string];

/** Asks for a failure as a program and as a browser, and checks status, header fields and text. */
async function meets(target: Target, query: string, { status, headers = {}, detail }: Expected): Promise<void> {
  for (const accepted of [API, BROWSER]) {
    const reply = await target.ask(`/status?${query}`, { headers: accepted });
    if (accepted === BROWSER) isPage(reply, status);
    else hasDetail(target, isProblem(reply, status), detail);
    for (const [name, value] of Object.entries(headers)) assert.equal(reply.headers[name], value);
    if (detail !== undefined) assert.ok(reply.body.includes(detail), 'the public text is in the body');
    await isPrivate(target, reply);
  }
}

function hasDetail(target: Target, body: Readonly<Record<string, unknown>>, detail: string | undefined): void {
  if (target.environment === 'production') assert.equal(body['detail'], detail);
}

async function isPrivate(target: Target, reply: Reply): Promise<void> {
  assert.ok(!reply.head.includes('S3CRET'), 'the header section contains the text of the error');
  if (target.environment === 'production') hasNoSecret(reply);
  // The app and the operator can still find the failure.
  const records = await target.records(String(reply.headers['error-reference']), { atLeast: 1 });
  assert.equal(records.length, 1);
}

/** Requirements for the status that an app has chosen for an error: on the error itself, or on the reply. */
export const statuses: readonly Requirement[] = [
  ...Object.entries(OWN_STATUSES).map(([name, expected]) =>
    must(`own-status-${name}`, 'docs/other-errors.md', sentenceOf(name, expected), async (target) => {
      for (const how of ['throw', 'reject']) await meets(target, `error=${name}&how=${how}`, expected);
    }),
  ),
  ...Object.entries(WITH_REPLY_STATUS).map(([name, expected]) =>
    must(
      `reply-status-${name}`,
      'docs/other-errors.md',
      `If a handler sets the status 404 on the reply and then throws (${words(name)}), the status is ${expected.status}.`,
      async (target) => {
        for (const how of ['throw', 'reject']) await meets(target, `error=${name}&how=${how}&reply=404`, expected);
      },
    ),
  ),
  must('reply-status-challenge', 'RFC 9110, 11.6.1', 'A challenge that the handler has set on the reply stays.', async (target) => {
    const set = JSON.stringify({ 'www-authenticate': 'Basic realm="orders"' });
    const reply = await target.ask(`/status?${new URLSearchParams({ error: 'error', how: 'throw', reply: '401', set })}`, { headers: API });
    isProblem(reply, 401);
    assert.equal(reply.headers['www-authenticate'], 'Basic realm="orders"');
  }),
  must(
    'reply-status-success',
    'docs/other-errors.md',
    'If a handler sets a success status on the reply and then throws, the status is 500.',
    async (target) => {
      isProblem(await target.ask('/status?error=error&how=throw&reply=201', { headers: API }), 500);
    },
  ),
];

function words(name: string): string {
  return name.replaceAll('-', ' ');
}

function sentenceOf(name: string, { status, detail }: Expected): string {
  const text = detail === undefined ? 'Its text is only in the log.' : 'Its text is public.';
  return `A thrown value with its own status (${words(name)}) is answered with ${status}. ${text}`;
}
