import type { ServerResponse } from 'node:http';
import { FORGET_PREFETCHED, leavesFlash } from '../../forms/flash/departure.ts';
import type { NodeReply } from './node-request.ts';

/**
 * Adds the cookies of flashes to those that the app has set. Each cookie is added once, because the same deletion may come from the form that goes back and from the
 * request that sent the cookie.
 */
export function addCookies(reply: NodeReply, cookies: readonly string[]): void {
  const target = reply as ServerResponse;
  const present = target.getHeader('set-cookie');
  const list = present === undefined ? [] : Array.isArray(present) ? present : [String(present)];
  const all = [...list, ...cookies.filter((cookie) => !list.includes(cookie))];
  // A load balancer without multi-value headers takes no list (serverless-http leaves it out), so one cookie is set as a text.
  target.setHeader('set-cookie', all.length === 1 ? (all[0] as string) : all);
  if (leavesFlash(cookies) && !target.hasHeader('clear-site-data')) target.setHeader('clear-site-data', FORGET_PREFETCHED);
}
