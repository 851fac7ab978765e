import type { Client } from './request.ts';

/** Header fields that mark a prefetch: the standard `Sec-Purpose`, and the older fields of Safari, Turbo and Firefox. */
const FIELDS = ['sec-purpose', 'purpose', 'x-purpose', 'x-sec-purpose', 'x-moz'];

/** Whether the browser requests the page in advance. The visitor has not opened the page, so it must not use up a flash. */
export function isPrefetch(client: Pick<Client, 'header'>): boolean {
  for (const name of FIELDS) {
    const purpose = client.header(name);
    if (purpose !== undefined && /\b(?:prefetch|prerender|preview)\b/i.test(purpose)) return true;
  }
  return false;
}
