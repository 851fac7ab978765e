import { describe, expect, it } from 'vitest';
import { nodeSettings } from '../node/node-settings.ts';
import { keyedHash } from './keyed-hash.ts';
import { webSettings } from './web-settings.ts';

const SECRETS = ['a secret of the tests, long enough', 'ü'.repeat(40), 'x'.repeat(200)];
const NO_HOOKS = { waitUntil: () => undefined };

describe('Node and web hosts behind one name', () => {
  it.each(SECRETS)('read each other’s return values (%#)', (secret) => {
    const options = { flash: { secret }, logger: false } as const;
    const [web, node] = [webSettings(options, NO_HOOKS).forms.settings.returns, nodeSettings(options).forms.settings.returns];
    expect(node.read(web.write('/bookings/new?berth=A2'))).toBe('/bookings/new?berth=A2');
    expect(web.read(node.write('/bookings/new?berth=A2'))).toBe('/bookings/new?berth=A2');
    expect(web.read(webSettings({ flash: { secret: `${secret}!` }, logger: false }, NO_HOOKS).forms.settings.returns.write('/'))).toBe(undefined);
  });

  it('have a key for each purpose (RFC 5869)', () => {
    const [secret = ''] = SECRETS;
    expect(keyedHash(secret, 'one')('text')).not.toBe(keyedHash(secret, 'another')('text'));
    expect(keyedHash(secret, 'one')('text')).toMatch(/^[\w-]{43}$/);
  });
});

describe('options', () => {
  it.each([
    [{ loger: false }, 'E_OPTION_UNKNOWN'],
    [{ report: 'sentry' }, 'E_OPTION'],
    [{ responses: { then: () => undefined } }, 'E_NAME_RESERVED'],
    [{ responses: { headers: () => undefined } }, 'E_NAME_RESERVED'],
    [{ preset: 'sails-2' }, 'E_OPTION'],
    [null, 'E_OPTION'],
  ])('with invalid values are refused at start: %j', (options, code) => {
    expect(() => webSettings(options as never, NO_HOOKS)).toThrow(expect.objectContaining({ code }));
  });

  it('may name a preset', () => {
    expect(webSettings({ preset: 'sails-1', logger: false }, NO_HOOKS).forms.settings.redirectStatus).toBe(303);
    expect(webSettings({ preset: 'sails-0.9', logger: false }, NO_HOOKS).forms.settings.redirectStatus).toBe(302);
  });
});
