import type { ServerResponse } from 'node:http';
import type { NodeReply } from './node-request.ts';

/** Beside those that the app has set. The same deletion may be owed twice: by a form that goes back, and by the request that brought the cookie. */
export function addCookies(reply: NodeReply, cookies: readonly string[]): void {
  const target = reply as ServerResponse;
  const present = target.getHeader('set-cookie');
  const list = present === undefined ? [] : Array.isArray(present) ? present : [String(present)];
  const all = [...list, ...cookies.filter((cookie) => !list.includes(cookie))];
  // A load balancer without multi-value headers takes no list (serverless-http leaves it out); one cookie needs none.
  target.setHeader('set-cookie', all.length === 1 ? (all[0] as string) : all);
}
