import assert from 'node:assert/strict';
import type { Flash } from '../control-context.ts';
import type { Reply } from '../target.ts';
import { isPage } from './expect.ts';

/** The message of the invalid field. */
export const WRONG = 'That is no address for a letter';
/** The issues of the invalid form. */
export const ISSUES = [{ path: ['address'], message: WRONG }];
/** A submitted text with markup and characters beyond ASCII. */
export const STORY = 'A long story about a boat, "Größe" & <b>co</b>';
/** The fields of the submitted form. */
export const TYPED: Readonly<Record<string, string>> = { address: 'nowhere', story: STORY };

/** Header fields of a form that another site's page sends. An older browser sends only `Origin`. */
export const FOREIGN = [
  { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', referer: 'https://evil.example/' },
  { origin: 'https://evil.example', 'sec-fetch-site': '', 'sec-fetch-dest': '', 'sec-fetch-mode': '', 'sec-fetch-user': '', referer: '' },
] as const;

/** Returns the address of a route that refuses the submitted form with `badRequest(...args)`, or with the response in `more`. */
export function refusalPath(args: readonly unknown[], more: Readonly<Record<string, string>> = {}, path = '/contact'): string {
  return `${path}?${new URLSearchParams({ args: JSON.stringify(args), ...more })}`;
}

/** Reads the flash that a page of the control routes shows. */
export function flashOn(reply: Reply): Flash | null {
  assert.match(reply.body, /<p data-kind="(?:nothing|end)">/, `not a page of the control routes: ${reply.status} ${reply.body.slice(0, 200)}`);
  const shown: Record<'error' | 'old' | 'message', Record<string, string[]>> = { error: {}, old: {}, message: {} };
  if (reply.body.includes('data-kind="nothing"')) return null;
  for (const [, kind, name = '', text = ''] of reply.body.matchAll(/<p data-kind="(error|old|message)" data-name="([^"]*)">([^<]*)<\/p>/g)) {
    const texts = shown[kind as 'error' | 'old' | 'message'];
    const key = decodeURIComponent(name);
    texts[key] = [...(texts[key] ?? []), decodeURIComponent(text)];
  }
  return { errors: shown.error, old: shown.old, messages: shown.message };
}

/** Checks that the page shows the error of the form that was sent back to it. */
export function showsError(reply: Reply, message = WRONG): void {
  assert.equal(flashOn(reply)?.errors['address']?.[0], message, 'the page does not show the error');
}

/** Checks that the page has no flash. */
export function showsNoFlash(reply: Reply): void {
  assert.equal(flashOn(reply), null, 'the page shows a flash');
}

/** Checks that a form is sent back to its page by a 303, never a 302 or 307, and that no cache may store the response. */
export function isRedirectedBack(reply: Reply, location: string): void {
  assert.equal(reply.status, 303, `the form is not sent back: ${reply.status} ${reply.body.slice(0, 200)}`);
  assert.equal(reply.headers['location'], location);
  assert.match(reply.headers['cache-control'] ?? '', /\bno-store\b/);
  assert.equal(reply.broken, false);
}

/** Checks that the form is answered in place: the page of the status with the error, and no flash for another page. */
export function isAnsweredInPlace(reply: Reply, status = 400, text = WRONG): void {
  isPage(reply, status);
  assert.ok(reply.body.includes(text), `the page does not contain ${JSON.stringify(text)}`);
  leavesNoFlash(reply);
}

/** Checks that the reply neither redirects nor sets a cookie. */
export function leavesNoFlash(reply: Reply): void {
  assert.equal(reply.headers['location'], undefined);
  assert.deepEqual(reply.cookies, []);
}

/** Returns the text as a page escapes it. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&#34;');
}

/** Checks that the page has a link back, or explains how to go back if the page of the form is unknown. */
export function hasWayBack(body: string): void {
  assert.match(body, /href="\/contact"|Back button of your browser/, 'the page has no way back');
}
