import { describe, expect, it } from 'vitest';
import { pathForLog } from './report.ts';

describe('pathForLog', () => {
  it.each([
    ['/berths?token=1', '/berths'],
    ['/berths#token', '/berths'],
    ['/?', '/'],
    ['*', '*'],
    ['/%zz%00', '/%zz%00'],
    ['http://elsewhere/path?x', 'http://elsewhere/path'],
    ['http://user:pw12@elsewhere/path?x', 'http://[masked]@elsewhere/path'],
    ['http://user:p?w@elsewhere/path?x', 'http://[masked]@elsewhere/path'],
    [`/reset/${'ey'}JhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2ln?x`, '/reset/[masked]'],
    ['/reset/3f2a9c1e-7b4d-4e8f-9a1b-2c3d4e5f6a7b', '/reset/[masked]'],
    ['/orders/3f2a9c1e-7b4d-4e8f-9a1b-2c3d4e5f6a7b', '/orders/3f2a9c1e-7b4d-4e8f-9a1b-2c3d4e5f6a7b'],
    ['/orders;token=abc123/lines', '/orders;token=[masked]'],
  ])('logs the target %s as %s', (url, path) => {
    expect(pathForLog(url)).toBe(path);
  });
});
