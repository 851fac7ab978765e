import { describe, expect, it } from 'vitest';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { refererOf, siteOf } from './site.ts';

type Fields = Readonly<Record<string, string>>;
const ORIGINS = ['https://harbour.example'];
const requestWith = (fields: Fields): IncomingRequest => {
  const all: Fields = { host: 'harbour.example', ...fields };
  return { header: (name: string) => all[name] } as unknown as IncomingRequest;
};

describe('siteOf', () => {
  it.each<[string, Fields, string]>([
    ['a form of this page', { 'sec-fetch-site': 'same-origin', origin: 'null' }, 'own'],
    ["a sibling domain's form", { 'sec-fetch-site': 'same-site', origin: 'https://harbour.example' }, 'foreign'],
    ["another site's form", { 'sec-fetch-site': 'cross-site' }, 'foreign'],
    ['an Origin of ours, from a browser without Fetch Metadata', { origin: 'https://harbour.example' }, 'own'],
    ['the Host it came to, where a proxy took TLS off', { host: 'boats.example', origin: 'https://boats.example' }, 'own'],
    ['the Host it came to, on http', { host: 'boats.example', origin: 'http://boats.example' }, 'own'],
    ['the Host it came to with the port that the scheme has', { host: 'boats.example:443', origin: 'https://boats.example' }, 'own'],
    ['a page on http of an app whose origin is on https', { origin: 'http://harbour.example' }, 'foreign'],
    ['another port of ours', { origin: 'https://harbour.example:8443' }, 'foreign'],
    ['another Origin', { origin: 'https://evil.example', referer: 'https://harbour.example/' }, 'foreign'],
    ['an Origin that anybody can send, and a Referer of ours', { origin: 'null', referer: 'https://harbour.example/signup' }, 'foreign'],
    ['a Referer of ours, from a browser that sends no Origin', { referer: 'https://harbour.example/signup' }, 'own'],
    ['a Referer from elsewhere', { referer: 'https://evil.example/harbour.example' }, 'foreign'],
    ['a request without evidence', {}, 'unknown'],
    ['an Origin that anybody can send', { origin: 'null' }, 'foreign'],
    ['an empty Referer', { referer: '' }, 'unknown'],
    ['a bookmark', { 'sec-fetch-site': 'none' }, 'own'],
    ['a value that Fetch Metadata does not have', { 'sec-fetch-site': 'same-origin, cross-site', origin: 'https://harbour.example' }, 'foreign'],
    ['an empty value', { 'sec-fetch-site': '', origin: 'https://harbour.example' }, 'foreign'],
  ])('for %s returns %3$s', (_, fields, site) => {
    expect(siteOf(requestWith(fields), ORIGINS)).toBe(site);
  });

  it('for a page on http is foreign if the app is on https', () => {
    const fields: Fields = { host: 'boats.example', origin: 'http://boats.example' };
    expect(siteOf({ secure: true, header: (name: string) => fields[name] } as unknown as IncomingRequest, [])).toBe('foreign');
  });

  it.each([
    'https://harbour.example@evil.example',
    'https://ann@harbour.example',
    'javascript://harbour.example/',
    'data:text/html,harbour.example',
    'harbour.example',
    'https://',
    `https://harbour.example/${'a'.repeat(5_000)}`,
  ])('for the Origin %j is foreign', (origin) => {
    expect(siteOf(requestWith({ origin }), ORIGINS)).toBe('foreign');
  });

  it('ignores an invalid Host field', () => {
    for (const host of ['evil.example/', 'a b', 'ann@evil.example', '', 'evil.example#'])
      expect(siteOf(requestWith({ host, origin: 'https://evil.example' }), [])).toBe('foreign');
  });

  it('uses :authority over HTTP/2', () => {
    const fields: Fields = { ':authority': 'harbour.example:8443', origin: 'https://harbour.example:8443' };
    expect(siteOf({ header: (name: string) => fields[name] } as unknown as IncomingRequest, [])).toBe('own');
  });
});

describe('refererOf', () => {
  it('is the path and query of a page of this origin', () => {
    expect(refererOf(requestWith({ referer: 'https://harbour.example/signup?step=2#email' }), ORIGINS)).toBe('/signup?step=2');
  });

  it.each(['https://evil.example/signup', 'https://harbour.example:444/signup', '/signup', 'https://ann:pw@harbour.example/', '::', ''])(
    'is undefined for %j',
    (referer) => {
      expect(refererOf(requestWith({ referer }), ORIGINS)).toBe(undefined);
    },
  );
});
