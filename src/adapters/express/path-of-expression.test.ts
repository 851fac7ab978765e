import { describe, expect, it } from 'vitest';
import { pathOfExpression } from './path-of-expression.ts';

describe('the path of the expression of a mount', () => {
  it.each<readonly [RegExp, readonly string[], readonly string[]]>([
    // path-to-regexp 8, in Express 5
    [/^(?:\/)(?:\/$)?(?=\/|$)/i, [], ['/']],
    [/^(?:\/api\/v1\.0)(?:\/$)?(?=\/|$)/i, [], ['/api/v1.0']],
    [/^(?:\/orders\/([^/]+))(?:\/$)?(?=\/|$)/i, ['id'], ['/orders/:id']],
    [/^(?:\/([^/]+)\/users\/([^/]+))(?:\/$)?(?=\/|$)/i, ['org', 'user'], ['/:org/users/:user']],
    [/^(?:\/a-b_c~d)(?:\/$)?(?=\/|$)/i, [], ['/a-b_c~d']],
    // path-to-regexp 0.1, in Express 4
    [/^\/?(?=\/|$)/i, [], ['/']],
    [/^\/api\/?(?=\/|$)/i, [], ['/api']],
    [/^\/sub(?:\/([^/]+?))\/?(?=\/|$)/i, ['org'], ['/sub/:org']],
    [/^\/sub\/(?:([^/]+?))\/?(?=\/|$)/i, ['org'], ['/sub/:org']],
    [/^\/api\/?(?=\/|$)|^\/v2\/?(?=\/|$)/i, [], ['/api', '/v2']],
  ])('is the path as the app wrote it: %s', (expression, names, expected) => {
    expect(
      pathOfExpression(
        expression,
        names.map((name) => ({ name })),
      ),
    ).toEqual(expected);
  });

  it.each([/^\/rx/, /(a+)+$/, /^\/(?:a|b)\/?(?=\/|$)/, /./])('is the expression itself if the app wrote it: %s', (expression) => {
    expect(pathOfExpression(expression, [])).toEqual([String(expression)]);
  });
});
