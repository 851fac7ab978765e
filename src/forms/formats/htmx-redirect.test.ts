import { describe, expect, it } from 'vitest';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { htmxRedirect } from './htmx-format.ts';

describe('htmxRedirect', () => {
  const redirect = (location: string, current?: string) => {
    const fields: Readonly<Record<string, string | undefined>> = { accept: '*/*', 'hx-request': 'true', 'hx-current-url': current };
    return htmxRedirect(location, { header: (name: string) => fields[name] } as unknown as IncomingRequest);
  };

  it('is not a 3xx, which the browser would follow before htmx sees it', () => {
    expect(redirect('/signin')).toMatchObject({ status: 200, headers: { 'hx-redirect': '/signin', vary: 'HX-Request' } });
  });

  it('does not repeat the address in its body', () => {
    expect(redirect('/signin?next=%2Fberths').body).not.toContain('signin');
  });

  it.each([
    ['of another page', '/signup#email', 'http://127.0.0.1/berths', '/signup#email'],
    ['of the page that is open: it would only scroll', '/signup#email', 'http://127.0.0.1/signup#name', '/signup'],
    ['of the same page with another query', '/signup?step=2#email', 'http://127.0.0.1/signup', '/signup?step=2#email'],
    ['of a page that cannot be compared', '/signup#email', 'not an address', '/signup#email'],
  ])('handles the fragment %s as a browser does', (_, location, current, sent) => {
    expect(redirect(location, current).headers?.['hx-redirect']).toBe(sent);
  });
});
