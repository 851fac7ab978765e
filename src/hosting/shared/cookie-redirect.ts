import type { Representation } from '../../core/ports/representation.ts';

/** The redirect of a link that sets a cookie. The secret of the link is kept in no cache, no history and no Referer. */
export function cookieRedirect({ location, cookie, body }: { readonly location: string; readonly cookie: string; readonly body: string }): Representation {
  return {
    status: 303,
    headers: {
      location,
      'set-cookie': [cookie],
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
    },
    removedHeaders: [],
    body,
    value: body,
  };
}
