import type { Client } from './request.ts';

/** Where browsers say that nobody has asked for a page yet: the standard, and what Safari, Turbo and Firefox have before it. */
const FIELDS = ['sec-purpose', 'purpose', 'x-purpose', 'x-sec-purpose', 'x-moz'];

/** Is it asked for before anybody wants to see it? A link that is looked at in advance is no visit. */
export function isPrefetch(client: Pick<Client, 'header'>): boolean {
  for (const name of FIELDS) {
    const purpose = client.header(name);
    if (purpose !== undefined && /\b(?:prefetch|prerender|preview)\b/i.test(purpose)) return true;
  }
  return false;
}
