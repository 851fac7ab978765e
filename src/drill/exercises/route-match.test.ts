import { describe, expect, it } from 'vitest';
import { matchesRoute } from './route-match.ts';

const DRILL = '/halyard-drill/at-no-route/7?token=x';

describe('a route that answers every path', () => {
  const WILD = ['*', '/*', '/*any', '/{*any}', '/*splat/more', '/{any*}', '/:any*', '/:any+', '/:any(.*)', '/(.*)', '/:any{.*}', '/:any{.+}', '/**'];
  const DEEP = ['/:a/:b/:c', '/:a/*', '/{a}/{b}/{c}', '/{a}/{rest*2}', '/:a/:b{/:c}', '/:a/:b/:c?', '/:a/:b/{c?}', '/HALYARD-drill/:b/:c', '/halyard-drill/*'];
  const EXPRESSIONS = ['/.*/', '/^\\/.+$/', '/^(?!\\/api).*/', '/(?:a|h)/i', '/^\\/halyard/gi'];

  it.each([...WILD, ...DEEP, ...EXPRESSIONS])('%s', (pattern) => {
    expect(matchesRoute(pattern, DRILL, pattern.startsWith('/.*/') || pattern.startsWith('/(?:') ? true : undefined)).toBe(true);
  });

  it('is one that nobody can read', () => {
    expect(matchesRoute('/(?<broken', DRILL)).toBe(true);
  });
});

describe('a route of the app that a drill does not reach', () => {
  it.each(['/', '/orders', '/:a', '/:a/:b', '/{a}/{b}', '/orders/*', '/orders/{*any}', '/orders/{rest*}', '/:a/:b/:c/:d', '/^\\/orders/', '/api/^\\/x/'])(
    '%s',
    (pattern) => {
      expect(matchesRoute(pattern, DRILL)).toBe(false);
    },
  );
});

describe('a link to a route', () => {
  it.each([
    ['/', '/', true],
    ['/', '/help', false],
    ['/orders/:id', '/orders/7', true],
    ['/orders/:id', '/orders/7/edit', false],
    ['/orders/:id', '/orders', false],
    ['/orders/:id?', '/orders', true],
    ['/orders{/:id}', '/orders', true],
    ['/orders{/:id}', '/orders/7', true],
    ['/orders{/:id}', '/orders/7/8', false],
    ['/orders/{id}', '/orders/7', true],
    ['/orders/{id?}', '/orders', true],
    ['/orders/:id(\\d+)', '/orders/7', true],
    ['/orders/:id{[0-9]+}', '/orders/7', true],
    ['/files/:name.:type', '/files/a.pdf', true],
    ['/files/v:major', '/files/x1', false],
    ['/file{s}?', '/files', true],
    ['/caf%C3%A9', '/café', true],
    ['/a/b', '/A/B/', true],
    ['/docs/*', '/docs', true],
    ['/docs/*', '/doc', false],
    ['/docs/*/edit', '/docs/a/b/edit', true],
    ['/%E0%A4%A', '/%E0%A4%A', true],
    ['/^\\/orders\\/\\d+$/', '/orders/7', true],
    ['/^\\/orders\\/\\d+$/', '/orders/x', false],
    ['/orders/:id', '/orders/7?page=2#top', true],
  ])('%s and %s: %s', (pattern, path, expected) => {
    expect(matchesRoute(pattern, path)).toBe(expected);
  });
});
