import { describe, expect, it } from 'vitest';
import { canMatch } from './expression-match.ts';

const PATHS = ['/', '/orders', '/orders/7', '/orders/x', '/orders/7/edit', '/api/orders', '/a/b', '/aab', '/A', '/x.js', '/halyard-drill/at-no-route/7'];

const EXPRESSIONS: readonly (readonly [RegExp, 'exact' | 'wider'])[] = [
  [/^\/orders\/\d+$/, 'exact'],
  [/^\/orders(?:\/(\d+))?$/, 'exact'],
  [/^\/orders\/(?<id>[^/]+)$/, 'exact'],
  [/^\/(?:orders|api)\/([^/]+)$/, 'exact'],
  [/^\/a+b$|^\/orders$/, 'exact'],
  [/^\/([a-z]+\/)*edit$/, 'wider'],
  [/\.js$/, 'exact'],
  [/orders/, 'exact'],
  [/^$|^\/$/, 'exact'],
  [/^\/A$/i, 'exact'],
  [/^\/A$/, 'wider'],
  [/^\/(?!api|orders).*$/, 'wider'],
  [/^\/(?=a).{4,}$/, 'wider'],
  [/^\/(a)\1b$/, 'wider'],
  [/^\/[0-9a-f]{2,}/, 'wider'],
  [/^(?:\/[\w-]+)+$/, 'wider'],
  [/^\/\x6frders$/, 'wider'],
  [/^\/\p{L}+$/u, 'wider'],
  [/^(?<=x?)\/orders\b/, 'wider'],
  [/^\/[\s\S]*$/, 'exact'],
];

describe('an expression and a path', () => {
  it.each(EXPRESSIONS)('%s: %s', (expression, kind) => {
    for (const path of PATHS) {
      const matches = expression.test(path);
      if (kind === 'exact' || matches) expect(`${path} ${canMatch(expression.source, path)}`).toBe(`${path} ${matches}`);
    }
  });

  it('are decided in one pass, also by an expression that JavaScript does not finish', () => {
    const start = performance.now();
    expect(canMatch('^\\/(((((((((((((((((((((a+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+$', `/${'a'.repeat(5_000)}/`)).toBe(false);
    expect(canMatch('^\\/(a|a)*(a|a)*(a|aa)*b$', `/${'a'.repeat(5_000)}`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it.each([
    ['^\\/orders$', '/café'],
    [`^\\/[${'x'.repeat(2_100)}]$`, '/orders'],
  ])('that it does not read can match: %.20s', (source, path) => {
    expect(canMatch(source, path)).toBe(true);
  });
});
