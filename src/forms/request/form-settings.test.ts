import { createHmac, randomFillSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { Options } from '../../core/settings/options.ts';
import { memoryFlash } from '../stores/memory-flash.ts';
import { type FormPowers, formSettings } from './form-settings.ts';

const SECRET = 'a secret of the harbour, 123456789012';
const OLD = 'an older secret of the harbour, 12345';
const powers = (mode: FormPowers['mode'] = 'production'): FormPowers => ({
  mode,
  random: (bytes) => randomFillSync(bytes),
  hmac: (secret, purpose) => (text) =>
    createHmac('sha256', secret + purpose)
      .update(text)
      .digest('base64url'),
  log: () => {},
});
const settingsOf = (options: Options, mode?: FormPowers['mode']) => formSettings(options, powers(mode));
const names = (options: Options, mode?: FormPowers['mode']) => settingsOf(options, mode).stores.map(({ name }) => name);

describe('the stores of a flash', () => {
  it('are the sealed cookie, if there is a secret', () => {
    expect(names({ flash: { secret: SECRET } })).toEqual(['sealed cookie']);
  });

  it("are the app's store, then the sealed cookie if there is a secret", () => {
    expect(names({ flash: { store: memoryFlash() } })).toEqual(['memory']);
    expect(names({ flash: { store: memoryFlash(), secret: SECRET } })).toEqual(['memory', 'sealed cookie']);
  });

  it('are none in production without a secret, and in development a sealed cookie with a fresh secret', () => {
    expect(names({})).toEqual([]);
    expect(names({}, 'development')).toEqual(['sealed cookie']);
    expect(names({ flash: { store: memoryFlash() } }, 'development')).toEqual(['memory']);
  });

  it('are none if the app switches them off', () => {
    expect(names({ flash: false }, 'development')).toEqual([]);
  });

  it('are distinguished by the value of the cookie', () => {
    const { storeOf } = settingsOf({ flash: { store: memoryFlash(), secret: SECRET } });
    expect(storeOf('1')?.name).toBe('memory');
    expect(storeOf('Fe26.2*a*b')?.name).toBe('sealed cookie');
    expect(settingsOf({ flash: { store: memoryFlash() } }).storeOf('Fe26.2*a*b')).toBe(undefined);
    expect(settingsOf({ flash: { secret: SECRET } }).storeOf('1')).toBe(undefined);
  });

  it('keep a flash for three minutes, or the lifetime of the options', () => {
    expect(settingsOf({}).lifetime).toBe(180);
    expect(settingsOf({ flash: { lifetime: 600 } }).lifetime).toBe(600);
  });
});

describe('return values', () => {
  it('are read by every server with the secret, and by no other', () => {
    const value = settingsOf({ flash: { secret: SECRET } }).returns.write('/signup');
    expect(settingsOf({ flash: { secret: SECRET } }).returns.read(value)).toBe('/signup');
    expect(settingsOf({ flash: { secret: OLD } }).returns.read(value)).toBe(undefined);
  });

  it('remain valid after a change of the secret', () => {
    const value = settingsOf({ flash: { secret: OLD } }).returns.write('/signup');
    expect(settingsOf({ flash: { secret: [SECRET, OLD] } }).returns.read(value)).toBe('/signup');
  });

  it('need no secret within one process', () => {
    const { returns } = settingsOf({ flash: false });
    expect(returns.read(returns.write('/signup'))).toBe('/signup');
  });
});

describe('cookieTerms', () => {
  const request = (secure?: boolean): IncomingRequest => ({ secure, header: () => undefined }) as unknown as IncomingRequest;

  it.each<[Options['origin'], boolean | undefined, boolean]>([
    [undefined, true, true],
    [undefined, false, false],
    [undefined, undefined, false],
    ['https://harbour.example', false, true],
    ['http://localhost:1337', false, false],
    [['https://harbour.example', 'http://localhost:1337'], false, false],
    [['https://harbour.example', 'http://localhost:1337'], true, true],
  ])('for the origin %j and a host with %s: %s', (origin, secure, expected) => {
    expect(settingsOf(origin === undefined ? {} : { origin }).cookieTerms(request(secure)).https).toBe(expected);
  });
});

describe('options of forms that are invalid', () => {
  it.each<[string, Options, RegExp]>([
    ['an unknown one', { flash: { secert: SECRET } as never }, /flash\.secert/],
    ['a secret that is too short', { flash: { secret: 'short' } }, /flash\.secret of 5 characters.\s+Expected 32 at least/],
    ['a secret that is no text', { flash: { secret: 12 as never } }, /flash\.secret of type number/],
    ['no secret in a list', { flash: { secret: [] } }, /an empty list/],
    ['a list with an old secret that is too short', { flash: { secret: [SECRET, 'old'] } }, /of 3 characters/],
    ['a store without take', { flash: { store: { put: () => '' } as never } }, /flash\.store without/],
    ['a store without a limit', { flash: { store: { ...memoryFlash(), limit: Number.NaN } } }, /without a limit/],
    ['a lifetime of no time', { flash: { lifetime: 0 } }, /flash\.lifetime: 0/],
    ['a lifetime that is a text', { flash: { lifetime: '300' as never } }, /flash\.lifetime: "300"/],
    ['a lifetime of two days', { flash: { lifetime: 172_800 } }, /flash\.lifetime: 172800/],
    ['fields that are no list', { flash: { keep: 'email' as never } }, /flash\.keep that is no list/],
    ['fields that are no names', { flash: { omit: [7] as never } }, /flash\.omit that is no list/],
    ...['harbour.example', 'ftp://harbour.example', 'https://harbour.example/app', 'https://ann@harbour.example', 'https://harbour.example?x', '*', ''].map(
      (origin): [string, Options, RegExp] => [`the origin ${JSON.stringify(origin)}`, { origin }, /origin: /],
    ),
  ])('are refused at start: %s', (_, options, message) => {
    expect(() => settingsOf(options)).toThrow(message);
    expect(() => settingsOf(options)).toThrow('E_OPTION');
  });

  it('are refused with the name that was meant', () => {
    expect(() => settingsOf({ flash: { secert: SECRET } as never })).toThrow(
      /E_OPTION_UNKNOWN.*"flash\.secert".*one of secret, store, lifetime, keep, omit.*Did you mean "secret"\?/s,
    );
    expect(() => settingsOf({ flash: { quux: 1 } as never })).not.toThrow(/Did you mean/);
  });

  it('are refused without the secret in the message', () => {
    expect(() => settingsOf({ flash: { secret: 'hunter2' } })).not.toThrow(/hunter2/);
  });
});
