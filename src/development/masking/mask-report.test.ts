import { afterEach, describe, expect, it, vi } from 'vitest';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { knownSecrets } from './known-secrets.ts';
import { maskedReport } from './mask-report.ts';

function request(parts: Partial<IncomingRequest>, fields: Readonly<Record<string, string>> = {}): IncomingRequest {
  return {
    transport: 'http',
    method: 'POST',
    url: '/',
    httpVersion: '1.1',
    remoteAddress: undefined,
    route: undefined,
    elapsed: undefined,
    native: undefined,
    header: (name) => fields[name],
    replyHeader: () => undefined,
    fieldNames: () => Object.keys(fields),
    ...parts,
  };
}

afterEach(() => vi.unstubAllEnvs());

describe('a value that the request has under the name of a secret', () => {
  it.each([
    ['a field', request({}, { 'x-acme-token': 'tiger-7x9y' })],
    ['Authorization', request({}, { authorization: 'Bearer tiger-7x9y' })],
    ['a cookie', request({}, { cookie: 'theme=tiger-7x9y' })],
    ['the query', request({ url: '/?user[password]=tiger-7x9y' })],
    ['the body', request({ parsed: () => ({ user: { newPassword: 'tiger-7x9y' } }) })],
    ['a parameter of the route', request({ url: '/api/reset/tiger-7x9y/go?x=1', route: '/reset/:token/go' })],
  ])('is masked everywhere in the report, from %s', (_, from) => {
    const report = { errors: [{ message: 'no user for tiger-7x9y' }], log: { record: { path: '/u/tiger-7x9y' } }, request: { url: '/u/tiger-7x9y' } };
    expect(JSON.stringify(maskedReport(report, knownSecrets(from)))).not.toContain('tiger');
  });

  it('is masked everywhere, from the environment', () => {
    vi.stubEnv('SHOP_DB_PASSWORD', 'tiger-7x9y');
    expect(maskedReport({ message: 'login of shop with tiger-7x9y failed' }, knownSecrets(request({})))).toEqual({
      message: 'login of shop with [masked] failed',
    });
  });

  it('stays if it is a word that stands in other texts too', () => {
    expect(
      knownSecrets(request({ parsed: () => ({ password: 'password', token: 'x', name: 'tiger-7x9y' }) })).filter((one) => one !== 'tiger-7x9y'),
    ).not.toContain('password');
    expect(knownSecrets(request({ parsed: () => ({ name: 'tiger-7x9y' }) }))).not.toContain('tiger-7x9y');
  });

  it('cannot break the report', () => {
    const broken = request({
      parsed: () => {
        throw new Error('unreadable');
      },
    });
    expect(() => knownSecrets(broken)).not.toThrow();
  });
});

describe('maskedReport', () => {
  it('masks the value of a pair, a list of options and a name', () => {
    const masked = maskedReport(
      { record: { pair: { key: 'api_key', value: 'tiger' }, argv: ['--password', 'tiger'], names: { sk_live_4eC39HqLyjWDarjtT1zdp7dc: 1 } } },
      [],
    );
    expect(masked.record).toMatchObject({ pair: { key: 'api_key', value: '[masked]' }, argv: ['--password', '[masked]'] });
  });

  it('keeps the place of a frame', () => {
    const frame = { isAsync: false, file: 'a/tiger-7x9y.js', path: '/app/a/tiger-7x9y.js' };
    expect(maskedReport(frame, ['tiger-7x9y'])).toEqual(frame);
  });

  it('shows characters that hide or reverse other text, and those that move the cursor of a terminal', () => {
    const hostile = '\u202Egpj.exe\u202C \u200Bhidden \u001b[2J\u0007 end';
    const shown = maskedReport({ message: hostile, members: [[hostile, hostile]], frame: { isAsync: false, file: hostile, path: '/app/a.js' } }, []);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the expression matches control characters
    expect(JSON.stringify(Object.values(shown).flat(3))).not.toMatch(/[\u0000-\u001f\u007f\u200b\u202a-\u202e]/);
    expect(shown.message).toBe('gpj.exe hidden \\u001b[2J\\u0007 end');
  });
});
