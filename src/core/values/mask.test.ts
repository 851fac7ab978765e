import { describe, expect, it } from 'vitest';
import { isSecretName, maskText } from './mask.ts';

/** The processor time of this process, in milliseconds. Other processes do not change it. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

describe('isSecretName', () => {
  it.each([
    'password',
    'passwd',
    'userPassword',
    'password_confirmation',
    'secret',
    'clientSecret',
    'token',
    'access_token',
    'csrf-token',
    'api_key',
    'apiKey',
    'API-KEY',
    'privateKey',
    'Authorization',
    'proxy-authorization',
    'cookie',
    'Set-Cookie',
    'sessionId',
    'otp',
    'ssn',
    'cvv',
    'cvc',
    'salt',
    'encryptedField',
    'certificate',
    'signature',
    'credentials',
    'pwd',
    'X-Auth-Token',
  ])('accepts %s', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each(['author', 'name', 'berth', 'status', 'message', 'monkeyBars', 'length', 'id'])('refuses %s', (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});

describe('maskText', () => {
  it.each([
    ['credentials in a URL', 'connect postgres://harbour:s3cr3t@db:5432/berths failed', 's3cr3t'],
    ['a bearer token', 'sent Authorization: Bearer abc.def-123', 'abc.def-123'],
    ['a bearer token in capitals', 'AUTHORIZATION: BEARER abc.def-123', 'abc.def-123'],
    ['basic credentials', 'authorization: basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
    ['a JWT', 'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_DEF-1 is expired', 'eyJzdWIiOiIxIn0'],
    ['a private key', 'key -----BEGIN RSA PRIVATE KEY-----\nMIIBOg\n-----END RSA PRIVATE KEY-----', 'MIIBOg'],
  ])('masks %s', (_, text, secret) => {
    expect(text).toContain(secret);
    expect(maskText(text)).not.toContain(secret);
    expect(maskText(text)).toContain('[masked]');
  });

  it('keeps ordinary text unchanged', () => {
    const text = 'GET https://example.com/berths?q=1 answered 404; write to harbour@example.com';
    expect(maskText(text)).toBe(text);
  });

  // The message of an error often quotes the request, and up to 64 KB of it reach this function.
  it.each([
    ['beginnings of JWTs', 'eyJ-'],
    ['beginnings of JWTs, one after the other', 'eyJ'],
    ['JWTs without an end', 'eyJhbGciOi.'],
    ['URLs', '://a:b'],
    ['the word bearer', 'bearer '],
    ['the word basic', 'basic  '],
    ['beginnings of keys', '-----BEGIN PRIVATE KEY-----'],
    ['capitals', '-----BEGIN A '],
  ])('takes less than a second for 64 KB of %s', (_, piece) => {
    const text = piece.repeat(Math.ceil(65_536 / piece.length)).slice(0, 65_536);
    const started = cpuTime();
    maskText(text);
    expect(cpuTime() - started).toBeLessThan(1_000);
  });
});
