import { createHmac, randomFillSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { formSettings } from './form-settings.ts';
import { pageOfForm, returnTarget, wayBackTo } from './return-target.ts';

const settings = formSettings(
  { flash: { secret: 'a secret of the harbour, 123456789012' }, origin: 'https://harbour.example' },
  {
    mode: 'production',
    random: (bytes) => randomFillSync(bytes),
    hmac: (secret) => (text) => createHmac('sha256', secret).update(text).digest('base64url'),
    log: () => {},
  },
);

interface About {
  readonly referer?: string;
  readonly url?: string;
  readonly host?: string;
  readonly answersGet?: boolean | undefined;
  readonly socketOrigin?: string;
}

const requestOf = ({ referer, url = '/bookings', host = 'harbour.example', answersGet, socketOrigin }: About = {}): IncomingRequest => {
  const fields: Record<string, string | undefined> = { host, referer };
  return { method: 'POST', url, socketOrigin, answersGet: () => answersGet, header: (name: string) => fields[name] } as unknown as IncomingRequest;
};
const signed = (address: string) => ({ _return: settings.returns.write(address) });

describe('returnTarget', () => {
  it("is the app's argument before anything else", () => {
    const request = requestOf({ referer: 'https://harbour.example/referer' });
    expect(returnTarget(settings, request, '/signup?step=2#email', signed('/signed'))).toEqual({ to: '/signup?step=2#email' });
    expect(returnTarget(settings, request, 'https://harbour.example/signup', undefined)).toEqual({ to: '/signup' });
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    'https://harbour.example:444/',
    'signup',
    '',
    'https://harbour.example@evil.example/',
  ])('refuses %j, and tries no other source', (target) => {
    expect(returnTarget(settings, requestOf({ referer: 'https://harbour.example/referer' }), target, signed('/signed'))).toEqual({ refused: target });
  });

  it('is not an address of the Host field, which the client sends', () => {
    expect(returnTarget(settings, requestOf({ host: 'evil.example' }), 'https://evil.example/signup', undefined)).toEqual({
      refused: 'https://evil.example/signup',
    });
  });

  it('is a whole address of the request’s socket, also as localhost for a loopback address', () => {
    for (const socketOrigin of ['http://127.0.0.1:1337', 'http://[::1]:1337']) {
      const request = requestOf({ socketOrigin });
      expect(returnTarget(settings, request, `${socketOrigin}/signup`, undefined)).toEqual({ to: '/signup' });
      expect(returnTarget(settings, request, 'http://localhost:1337/signup', undefined)).toEqual({ to: '/signup' });
      expect(returnTarget(settings, request, 'http://localhost.evil.example:1337/signup', undefined)).toHaveProperty('refused');
      expect(returnTarget(settings, request, 'http://localhost:1338/signup', undefined)).toHaveProperty('refused');
    }
  });

  it('is empty if no source names a page', () => {
    expect(returnTarget(settings, requestOf(), undefined, undefined)).toEqual({});
  });
});

describe('pageOfForm', () => {
  it('is the signed field of the form, even if the Referer differs', () => {
    expect(pageOfForm(settings, requestOf({ referer: 'https://harbour.example/referer' }), signed('/signup?step=2'))).toBe('/signup?step=2');
  });

  it.each([
    undefined,
    null,
    'text',
    { _return: '/signup' },
    { _return: ['x'] },
    { _return: `${signed('/signup')._return}x` },
    Object.create(signed('/signup')),
  ])('is the Referer if the field is not valid: %j', (submitted) => {
    expect(pageOfForm(settings, requestOf({ referer: 'https://harbour.example/signup?step=2#x' }), submitted)).toBe('/signup?step=2');
  });

  it.each(['https://evil.example/signup', 'https://harbour.example//evil.example', 'https://harbour.example/.//evil.example', 'about:blank', ''])(
    'is not the Referer %j',
    (referer) => {
      expect(pageOfForm(settings, requestOf({ referer }), undefined)).toBe(undefined);
    },
  );

  it.each<[boolean | undefined, string | undefined]>([
    [true, '/bookings?step=2'],
    [false, undefined],
    [undefined, undefined],
  ])('is the address of the post itself only if it answers GET: %s', (answersGet, expected) => {
    expect(pageOfForm(settings, requestOf({ referer: 'https://harbour.example/bookings?step=2', answersGet }), undefined)).toBe(expected);
  });
});

describe('wayBackTo: a link to a page of this origin, if one is known', () => {
  it('leads to the form’s page, else to the app’s target, else to the path that the form was sent to', () => {
    const here = (fields: Record<string, string> = {}): IncomingRequest => ({
      ...requestOf(fields),
      url: '/bookings?next=https://evil.example',
      answersGet: () => true,
    });
    expect(wayBackTo(settings, here({ referer: 'https://harbour.example/referer' }), '/signup', undefined)).toBe('/referer');
    expect(wayBackTo(settings, here(), '/signup', signed('/signed'))).toBe('/signed');
    expect(wayBackTo(settings, here(), '/signup', undefined)).toBe('/signup');
    expect(wayBackTo(settings, here(), undefined, undefined)).toBe('/bookings');
    for (const refused of ['https://evil.example/', '//evil.example', 'javascript:alert(1)'])
      expect(wayBackTo(settings, here(), refused, undefined)).toBe('/bookings');
    expect(wayBackTo(settings, { ...here(), answersGet: () => undefined }, undefined, undefined)).toBe(undefined);
    expect(wayBackTo(settings, { ...here(), url: '//evil.example/x' }, undefined, undefined)).toBe(undefined);
  });
});
