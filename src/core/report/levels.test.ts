import { describe, expect, it } from 'vitest';
import { levelOf } from './levels.ts';

describe('levelOf', () => {
  it.each<[number, string | false]>([
    [500, 'error'],
    [503, 'error'],
    [599, 'error'],
    [401, 'warn'],
    [403, 'warn'],
    [429, 'warn'],
    [400, 'info'],
    [409, 'info'],
    [422, 'info'],
    [418, 'info'],
    [404, 'debug'],
    [200, false],
    [201, false],
    [204, false],
  ])('logs %i as %s', (status, level) => {
    expect(levelOf(undefined)(status)).toBe(level);
  });

  it("is overridden by the app's own levels, a status before its class", () => {
    const level = levelOf({ '4xx': 'debug', 409: 'error', '5xx': false, 503: 'warn' });
    expect([level(400), level(409), level(500), level(503)]).toEqual(['debug', 'error', false, 'warn']);
  });

  it('keeps the default level of a status if only its class is set', () => {
    expect(levelOf({ '4xx': 'error' })(403)).toBe('warn');
  });
});
