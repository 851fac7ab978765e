import assert from 'node:assert/strict';
import { SECRET } from '../hostile-values.ts';
import type { Ask, Reply, Target } from '../target.ts';

/** A browser's header fields when an address is opened. */
export const BROWSER: Readonly<Record<string, string>> = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-site': 'none',
};
/** The header fields of a program that accepts JSON. */
export const API: Readonly<Record<string, string>> = { accept: 'application/json' };

/**
 * Requests the route that calls a response by its name.
 *
 * @param args the arguments of the response
 * @param ask the request
 * @param fault the fault to switch on
 * @param times how often the first argument is repeated
 */
export function callResponse(target: Target, response: string, args: readonly unknown[] = [], ask: Ask = {}, fault?: string, times = 1): Promise<Reply> {
  const query = new URLSearchParams({ response, args: JSON.stringify(args), times: String(times), ...(fault === undefined ? undefined : { fault }) });
  return target.ask(`/respond?${query}`, ask);
}

/** Requests the route whose handler sets these header fields and then fails, with the named response or by throwing. */
export function leftovers(target: Target, fields: Readonly<Record<string, string>>, ask: Ask = {}, response?: string): Promise<Reply> {
  const query = new URLSearchParams({ set: JSON.stringify(fields), ...(response === undefined ? undefined : { response }) });
  return target.ask(`/leftovers?${query}`, ask);
}

/** Checks that the reply is a problem document with this status, and returns it. */
export function isProblem(reply: Reply, status: number): Record<string, unknown> {
  assert.equal(reply.status, status);
  assert.match(reply.headers['content-type'] ?? '', /^application\/(?:problem\+)?json\b/);
  const body = reply.json();
  assert.equal(body['status'], status);
  assert.equal(typeof body['title'], 'string');
  return body;
}

/** Checks that the reply is an HTML page with this status. */
export function isPage(reply: Reply, status: number): void {
  assert.equal(reply.status, status);
  assert.equal(reply.headers['content-type'], 'text/html; charset=utf-8');
  assert.match(reply.body, /<html lang="en">/);
  assert.match(reply.body, /<h1>/);
}

/** Checks that neither the header section nor the body contains a secret or a stack trace. */
export function hasNoSecret(reply: Reply): void {
  assert.ok(!reply.head.includes(SECRET), 'the header section contains a secret');
  assert.ok(!reply.body.includes(SECRET), 'the body contains a secret');
  assert.ok(!reply.body.split('\n').some(isFrame), 'the body contains a stack trace');
}

/** Returns the items of a list field, in lower case. */
export function listOf(value: string | undefined): readonly string[] {
  return (value ?? '')
    .toLowerCase()
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Returns whether this is a line of a stack trace: `at handler (/app/server.js:10:5)`. */
function isFrame(line: string): boolean {
  const at = line.search(/\bat /);
  return at !== -1 && /:\d+:\d+/.test(line.slice(at));
}

/** Checks that the server still responds. */
export async function isAlive(target: Target): Promise<void> {
  assert.equal((await target.ask('/plain')).status, 200);
}
