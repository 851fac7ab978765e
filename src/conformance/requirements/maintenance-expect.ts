import assert from 'node:assert/strict';
import type { Reply, Target } from '../target.ts';
import { API, hasNoSecret } from './expect.ts';

/** The message of the outage. */
export const MESSAGE = 'Back at about 14:00 UTC';
/** The outage that a request meets. */
export const OUTAGE = { retryAfter: 600, message: MESSAGE };

/** The header fields of a request that meets this value of the source. */
export function meeting(value: unknown, headers: Readonly<Record<string, string>> = API): Readonly<Record<string, string>> {
  return { ...headers, 'x-control-outage': typeof value === 'string' ? value : JSON.stringify(value) };
}

/** Checks that the reply is the 503 of the outage. */
export function isClosed(reply: Reply, retryAfter = '600'): void {
  assert.equal(reply.status, 503);
  assert.equal(reply.headers['retry-after'], retryAfter);
  assert.equal(reply.headers['cache-control'], 'no-store');
  assert.match(reply.headers['error-reference'] ?? '', /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  hasNoSecret(reply);
}

let marks = 0;

/** A path whose route counts its calls, and a function that returns the number. */
export function counted(target: Target): { readonly path: string; calls(): Promise<string> } {
  const mark = `${Date.now().toString(36)}-${++marks}`;
  return { path: `/count?mark=${mark}`, calls: async () => (await target.ask(`/counted?mark=${mark}`)).body };
}
