import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hintsAbout, routesFrom } from './situation-of.ts';

/** The first line of the hints of a 404. */
function first(request: string, ...routes: readonly string[]): string | undefined {
  const [method = '', url = ''] = request.split(' ');
  return hintsAbout({ status: 404, method, url, table: routesFrom(...routes) })[0]?.text;
}

describe('the hint of a 404 without a route', () => {
  it.each<readonly [string, string, ...string[]]>([
    // The names of the issue, and others of the same kinds.
    ['POST /booking', 'GET /bookings exists. The request was POST /booking.', 'GET /bookings', 'GET /users'],
    ['GET /ordres/7', 'GET /orders/:id exists. The request was GET /ordres/7.', 'GET /orders/:id', 'GET /users/:id'],
    ['GET /odrers/7/itms', 'GET /orders/:id/items exists. The request was GET /odrers/7/itms.', 'GET /orders/:id', 'GET /orders/:id/items'],
    ['DELETE /orders/7', 'GET, PUT /orders/:id exists. The request was DELETE /orders/7.', 'GET /orders/:id', 'PUT /orders/:id', 'DELETE /orders'],
    ['POST /orders/7', 'GET /orders/{id} exists. The request was POST /orders/7.', 'GET /orders/{id}'],
    ['GET /users/', 'GET /users exists. The request was GET /users/. The route has no slash at its end.', 'GET /users'],
    ['GET /users', 'GET /users/ exists. The request was GET /users. The route has a slash at its end.', 'GET /users/'],
    ['GET /Users', 'GET /users exists. The request was GET /Users. The two differ in upper and lower case only.', 'GET /users'],
    ['GET //users', 'GET /users exists. The request was GET //users. The path has two slashes in a row.', 'GET /users'],
    ['GET /orders//7', 'GET /orders/:id exists. The request was GET /orders//7. The path has two slashes in a row.', 'GET /orders/:id'],
    ['GET /users', 'GET /api/users exists. The request was GET /users.', 'GET /api/users', 'GET /api/orders'],
    ['GET /api/users', 'GET /users exists. The request was GET /api/users.', 'GET /users', 'POST /other'],
    [
      'GET /users%3Fpage=2',
      'GET /users exists. The request was GET /users%3Fpage=2. The question mark is encoded as %3F, so the query is a part of the path.',
      'GET /users',
    ],
    ['GET /caf%C3%A9', 'GET /café exists. The request was GET /caf%C3%A9. The path is encoded. The route is not.', 'GET /café'],
    ['GET /report.json', 'GET /report exists. The request was GET /report.json. The route has no file extension.', 'GET /report'],
    ['GET /users?page=2', 'GET /user exists. The request was GET /users.', 'GET /user'],
  ])('%s: %s', (request, expected, ...routes) => {
    expect(first(request, ...routes)).toBe(expected);
  });

  it.each([
    ['GET /a', 'GET /b'],
    ['GET /favicon.ico', 'GET /orders', 'GET /:slug', 'GET /*'],
    ['GET /', 'GET /orders'],
    ['GET /wp-login.php', 'GET /orders/:id', 'POST /login'],
    ['GET /cat', 'GET /car/:id/parts', 'GET /dog'],
  ])('is absent if no route is near: %s', (request, ...routes) => {
    expect(first(request, ...routes)).toBeUndefined();
  });

  it('names at most five routes, the nearest first, and a route of the same method before one of another', () => {
    const names = ['booking', 'bookins', 'bookingz', 'bookinks', 'bookingss', 'bookinn', 'buukingx'];
    const [hint] = hintsAbout({ status: 404, method: 'POST', url: '/bookings', table: routesFrom('GET /bookingq', ...names.map((name) => `POST /${name}`)) });
    expect(hint?.text).toMatch(/^POST \/book/);
    expect(hint?.lines).toHaveLength(4);
  });

  it('names the routes of the app before those that Sails has made', () => {
    const generated = ['create', 'find', 'destroy', 'update'].map((name) => ({ method: 'ALL', path: `/order/${name}`, isGenerated: true }));
    const [hint] = hintsAbout({ status: 404, url: '/order/finds', table: { routes: [...generated, { method: 'GET', path: '/orders/find' }] } });
    expect(hint?.text).toBe('GET /orders/find exists. The request was GET /order/finds.');
  });

  it('says that a route which matches did not answer', () => {
    expect(first('GET /orders/7', 'GET /orders/:id')).toMatch(/^GET \/orders\/:id matches this request, but it has not answered\. Perhaps/);
  });

  it('is absent if a route has matched, and on a host that cannot list its routes', () => {
    expect(hintsAbout({ status: 404, url: '/orders/7', route: '/orders/:id', table: routesFrom('GET /order/:id') })).toEqual([]);
    expect(hintsAbout({ status: 404, url: '/orders/7' })).toEqual([]);
  });

  it('shows no secret of the address', () => {
    const hints = hintsAbout({ status: 404, url: '/orders/sk_live_51H8xkJ2eZvKYlo2C0aBcDeFgHiJkLmNoP', table: routesFrom('GET /order/:id') });
    expect(JSON.stringify(hints)).not.toContain('sk_live_51H8xkJ2eZv');
    expect(hints).not.toEqual([]);
  });

  it.each(['/%E0%A4%A', '/%', '/a'.repeat(10_000), `/${'x'.repeat(100_000)}`, `/${'/'.repeat(100_000)}`, '', '*', '/%2e%2e/%2e%2e'])(
    'stands any address',
    (url) => {
      const started = performance.now();
      const routes = Array.from({ length: 2_000 }, (_, index) => `GET /page-${index}/:id/parts/*rest`);
      expect(() => hintsAbout({ status: 404, url, table: routesFrom(...routes) })).not.toThrow();
      expect(performance.now() - started).toBeLessThan(1_000);
    },
  );
});

describe('the hint of a static folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-static-'));
  writeFileSync(join(folder, 'about.html'), '');

  it('names the file that was looked for, below the path of the folder', () => {
    const [hint] = hintsAbout({ status: 404, url: '/assets/app.css', table: { folders: [{ path: '/assets', folder }] } });
    expect(hint).toEqual({ text: 'The static folder has no such file.', lines: [join(folder, 'app.css')] });
    expect(hintsAbout({ status: 404, url: '/other/app.css', table: { folders: [{ path: '/assets', folder }] } })).toEqual([]);
  });

  it('names a page with the extension that is missing', () => {
    const [hint] = hintsAbout({ status: 404, url: '/about', table: { folders: [{ path: '/', folder }] } });
    expect(hint?.text).toBe(`${join(folder, 'about.html')} exists. Perhaps the request should end with .html.`);
  });

  it('says that the folder does not exist', () => {
    const [hint] = hintsAbout({ status: 404, url: '/a.css', table: { folders: [{ path: '/', folder: join(folder, 'pubic') }] } });
    expect(hint?.text).toBe(`The static folder ${join(folder, 'pubic')} does not exist.`);
  });

  it('names no file outside of the folder', () => {
    for (const url of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%00'])
      expect(JSON.stringify(hintsAbout({ status: 404, url, table: { folders: [{ path: '/', folder: join(folder, 'in') }] } }))).not.toContain('secret');
  });
});
