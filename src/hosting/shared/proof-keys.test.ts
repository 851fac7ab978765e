import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedHash } from '../node/keyed-hash.ts';
import { keyedHash as webHash } from '../web/keyed-hash.ts';
import { ProofKeys } from './proof-keys.ts';

const SECRET = 'a secret of the tests, long enough';
const keys = (secret = SECRET): ProofKeys => new ProofKeys(secret, keyedHash);

describe('the keys of a proof', () => {
  it('are the same on every host, for the same secret and the same port', () => {
    const web = new ProofKeys(SECRET, webHash);
    expect([web.link(3000), web.cookie(3000)]).toEqual([keys().link(3000), keys().cookie(3000)]);
  });

  it('are different for each secret, each port and each purpose', () => {
    const all = [keys(), keys(`${SECRET}!`)].flatMap((one) => [3000, 30, undefined].flatMap((port) => [one.link(port), one.cookie(port).value]));
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((key) => !/^[\w-]{43}$/.test(key))).toEqual([]);
  });

  it('open once, and then count as used until the next one is used', () => {
    const one = keys();
    const first = one.link(3000);
    expect(one.open(3000, first)).toBe('opened');
    const second = one.link(3000);
    expect(second).not.toBe(first);
    expect([one.open(3000, first), one.open(3000, second), one.open(3000, first), one.open(3000, second)]).toEqual(['used', 'opened', 'wrong', 'used']);
  });

  it('open nothing on another port', () => {
    const one = keys();
    expect(one.open(3001, one.link(3000))).toBe('wrong');
    expect(one.isProvedBy(3001, `halyard-proof-3001=${one.cookie(3000).value}`)).toBe(false);
  });

  it('are proved by the right cookie in any position, even with a planted one of the same name', () => {
    const one = keys();
    const { name, value } = one.cookie(3000);
    for (const cookies of [
      `${name}=${value}`,
      `a=b; ${name}=${value}; c=d`,
      `a;${name}=${value};`,
      `${name}=planted; ${name}=${value}`,
      `=; ;${name}=${value}`,
    ]) {
      expect(one.isProvedBy(3000, cookies)).toBe(true);
    }
  });

  it('are proved by nothing else (property)', () => {
    const one = keys();
    const { name, value } = one.cookie(3000);
    const part = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(name, '=', ';', ' ', value.slice(1), value.slice(0, -1), one.link(3000).slice(1)));
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        return !one.isProvedBy(3000, text) && !one.isProvedBy(3000, `${name}=${text}`) && one.open(3000, text) === 'wrong';
      }),
    );
  });
});
