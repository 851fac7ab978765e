import { describe, expect, it } from 'vitest';
import { disclose, type PublicOutcome } from '../disclosure/disclose.ts';
import type { Rendered } from '../formats/format.ts';
import type { IncomingRequest } from '../ports/request.ts';
import { outcomeOf } from '../responses/define-response.ts';
import { created, ok } from '../responses/index.ts';
import type { Outcome } from '../responses/outcome.ts';
import { withChallenge } from './challenge.ts';
import { headersOf } from './headers-of.ts';

const JSON_BODY: Rendered = { body: '{}', contentType: 'application/problem+json', value: {} };

function requestWith(replyFields: Readonly<Record<string, string>> = {}): IncomingRequest {
  return { header: () => undefined, replyHeader: (name: string) => replyFields[name] } as unknown as IncomingRequest;
}

function publicOf(outcome: Partial<Outcome>): PublicOutcome {
  const whole = { name: 'notFound', status: 404, title: 'Not Found', expose: true, ...outcome };
  return disclose(whole, { revealed: false, errors: () => [], reference: '7K3M-Q9TX', now: () => 0 });
}

function fieldsOf(
  outcome: Partial<Outcome>,
  replyFields: Readonly<Record<string, string>> = {},
  rendered = JSON_BODY,
): Readonly<Record<string, string | readonly string[]>> {
  return headersOf(publicOf(outcome), rendered, requestWith(replyFields), () => {}).headers;
}

describe('the header fields of an error', () => {
  it('are type, no-store, nosniff, Vary, the reference, and a policy that forbids scripts', () => {
    expect(fieldsOf({})).toEqual({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      vary: 'Accept, Sec-Fetch-Dest, X-Requested-With',
      'error-reference': '7K3M-Q9TX',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
  });

  it("keep the app's policy, and add none to an app's own page", () => {
    expect(fieldsOf({}, { 'content-security-policy': "default-src 'self'" })).not.toHaveProperty('content-security-policy');
    expect(fieldsOf({}, {}, { ...JSON_BODY, active: true })).not.toHaveProperty('content-security-policy');
  });

  it('append to Vary', () => {
    expect(fieldsOf({}, { vary: 'Origin' })['vary']).toMatch(/^Origin, Accept/);
    expect(fieldsOf({ headers: { vary: 'Cookie' } }, { vary: 'Origin' })['vary']).toMatch(/^Origin, Accept.*, Cookie$/);
  });

  it('let a script of another origin read the reference and Retry-After', () => {
    const cors = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'X-Total' };
    expect(fieldsOf({ headers: { 'retry-after': '3' } }, cors)['access-control-expose-headers']).toBe('X-Total, Error-Reference, Retry-After');
    // A rate limiter of the app may have set it.
    expect(fieldsOf({}, { ...cors, 'retry-after': '3' })['access-control-expose-headers']).toBe('X-Total, Error-Reference, Retry-After');
    expect(fieldsOf({}, cors)['access-control-expose-headers']).toBe('X-Total, Error-Reference');
    expect(fieldsOf({})).not.toHaveProperty('access-control-expose-headers');
  });

  it('omit and report a field that cannot be sent, and keep the others', () => {
    const refused: string[] = [];
    const headers = { 'x-good': 'yes', 'x-bad': 'a\r\nset-cookie: b', 'content-length': '3', 'transfer-encoding': 'chunked' };
    const fields = headersOf(publicOf({ headers }), JSON_BODY, requestWith(), (name) => refused.push(name)).headers;
    expect(fields['x-good']).toBe('yes');
    expect(Object.keys(fields)).not.toEqual(expect.arrayContaining(['x-bad']));
    expect(refused).toEqual(['x-bad', 'content-length', 'transfer-encoding']);
  });

  it('drop the fields that described the body of the failed handler, and keep all others', () => {
    const { removedHeaders } = headersOf(publicOf({}), JSON_BODY, requestWith(), () => {});
    for (const name of [
      'etag',
      'last-modified',
      'content-encoding',
      'content-disposition',
      'content-range',
      'content-language',
      'accept-ranges',
      'trailer',
      'cache-control',
      'expires',
      'age',
      'location',
      'content-length',
      'content-type',
    ]) {
      expect(removedHeaders).toContain(name);
    }
    for (const name of [
      'access-control-allow-origin',
      'strict-transport-security',
      'content-security-policy',
      'set-cookie',
      'x-request-id',
      'server-timing',
      'ratelimit',
      'retry-after',
      'vary',
    ]) {
      expect(removedHeaders).not.toContain(name);
    }
  });
});

describe('the header fields of a success', () => {
  it('leave caching, cookies and the rest to the app', () => {
    const fields = fieldsOf({ name: 'ok', status: 200, dataIsBody: true });
    expect(fields).toEqual({
      'content-type': 'application/problem+json',
      'x-content-type-options': 'nosniff',
      vary: 'Accept, Sec-Fetch-Dest, X-Requested-With',
    });
  });

  it('keep the JSON type that the handler chose', () => {
    const rendered = { ...JSON_BODY, contentType: 'application/json; charset=utf-8' };
    expect(fieldsOf({ status: 200 }, { 'content-type': 'application/vnd.api+json' }, rendered)).not.toHaveProperty('content-type');
    expect(fieldsOf({ status: 200 }, { 'content-type': 'text/html' }, rendered)['content-type']).toBe(rendered.contentType);
  });

  it.each([
    ['ok()', outcomeOf(ok as never, [{}, { headers: { 'X-Total': '3', 'Content-Length': '9', 'Transfer-Encoding': 'chunked', Vary: 'Cookie' } }] as never)],
    [
      'created()',
      outcomeOf(
        created as never,
        [{}, '/berths/7', { headers: { 'X-Total': '3', 'Content-Length': '9', 'Transfer-Encoding': 'chunked', Vary: 'Cookie' } }] as never,
      ),
    ],
  ])('contain the passed fields of %s once, in any case, without the framing', (_, outcome) => {
    const names = Object.keys(fieldsOf(outcome)).map((name) => name.toLowerCase());
    expect(names).toContain('x-total');
    expect(names).not.toContain('content-length');
    expect(names).not.toContain('transfer-encoding');
    expect(names.filter((name) => name === 'vary')).toHaveLength(1);
  });

  it('have the location of a new resource as a URI reference', () => {
    const locationOf = (location: string): string | undefined => outcomeOf(created as never, [{}, location] as never).headers?.['location'];
    expect(locationOf('/berths/7')).toBe('/berths/7');
    expect(locationOf('/berths/Größe 7')).toBe('/berths/Gr%C3%B6%C3%9Fe%207');
    expect(locationOf('/berths/a%20b')).toBe('/berths/a%20b');
    expect(locationOf('/berths/\ud800')).toBe('/berths/%EF%BF%BD');
    expect(fieldsOf(outcomeOf(created as never, [{}, '/a\r\nSet-Cookie: b'] as never))['location']).not.toMatch(/[\r\n]/);
  });
});

describe('withChallenge', () => {
  const requiredFor = (outcome: Partial<Outcome>, replyFields = {}): Readonly<Record<string, string>> | undefined =>
    withChallenge({ name: 'x', status: 404, title: 't', expose: true, ...outcome }, requestWith(replyFields), 'Bearer').headers;

  it('adds a challenge to a 401 without one', () => {
    expect(requiredFor({ status: 401 })).toEqual({ 'www-authenticate': 'Bearer' });
    expect(requiredFor({ status: 401, headers: { 'www-authenticate': 'Digest' } })).toEqual({ 'www-authenticate': 'Digest' });
    expect(requiredFor({ status: 401 }, { 'www-authenticate': 'Negotiate' })).toBeUndefined();
  });

  it('adds nothing to any other status, and no empty Allow to a 405', () => {
    expect(requiredFor({ status: 404 })).toBeUndefined();
    expect(requiredFor({ status: 405, headers: { 'x-a': 'b' } })).toEqual({ 'x-a': 'b' });
  });
});
