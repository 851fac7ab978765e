import { describe, expect, it } from 'vitest';
import { exemptPaths, HEALTH_PATHS } from './exempt-paths.ts';

describe('exemptPaths', () => {
  const isExempt = exemptPaths(['/health', '/status/*', '/caf%C3%A9']);

  it.each([
    '/health',
    '/health?full=1',
    '/health?/../admin',
    '/status/db',
    '/status/db/',
    '/status/a/b.json?x',
    '/status/v1:ready',
    '/status/..a/...',
    '/caf%C3%A9',
  ])('leaves %s open', (url) => {
    expect(isExempt(url)).toBe(true);
  });

  it.each([
    '/',
    '/admin',
    '/healthy',
    '/health/',
    '/HEALTH',
    '/health/x',
    '/health/../admin',
    '/health%2f..%2fadmin',
    '/health#/../admin',
    '/health;x',
    '/health%00',
    '//health',
    '/./health',
    '/x/../health',
    '/%68ealth',
    'http://evil.example/health',
    '*',
    '',
    '/status',
    '/status/',
    '/status//admin',
    '/status/../admin',
    '/status/./../admin',
    '/status/a/../../admin',
    '/status/a/..',
    '/status/.',
    '/status/..%2fadmin',
    '/status/%2e%2e/admin',
    '/status/.%2E/admin',
    '/status/%252e%252e/admin',
    '/status/..\\admin',
    '/status/..;/admin',
    '/status/..%5cadmin',
    '/status/a%00/../../admin',
    '/status/\u2025/admin',
    '/status/\uff0e\uff0e/admin',
    '/status/..\t/admin',
    '/status/..#/admin',
    '/Status/db',
    '/statusx/db',
  ])('closes %j', (url) => {
    expect(isExempt(url)).toBe(false);
  });

  it('leaves only the usual health checks open without an option', () => {
    const usual = ['/health', '/healthz', '/livez', '/ready', '/readyz'];
    expect([...usual, '/health/db', '/live'].filter(exemptPaths(HEALTH_PATHS))).toEqual(usual);
  });

  it('leaves nothing open with an empty list', () => {
    expect(exemptPaths([])('/health')).toBe(false);
  });

  it.each([
    [['health']],
    [['/a?b']],
    [['/a/**']],
    [['/*/health']],
    [['/*']],
    [['*']],
    [['/a/../b']],
    [['//a']],
    [['/a b']],
    [['']],
    [[7]],
    ['/health'],
    [undefined],
  ])('refuses %j', (patterns) => {
    expect(() => exemptPaths(patterns)).toThrow(/E_OPTION: .+ in `exempt` of maintenance\(\)/);
  });
});
