import { describe, expect, it } from 'vitest';
import type { Format } from '../../core/formats/format.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { flashAddresses, isFormPost, isPageRequest, mayLeaveMessages } from './form-request.ts';

type Fields = Readonly<Record<string, string>>;
const format = (mediaType: string): Format => ({ name: mediaType, mediaType, render: () => undefined });
const HTML = [format('text/html'), format('application/json')];
const JSON_FIRST = [format('application/json'), format('text/html')];

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const FORM = { ...BROWSER, 'content-type': 'application/x-www-form-urlencoded' };
const DOCUMENT = { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' };
/** A service worker passes a navigation on with `fetch(event.request)`, or opens a copy of it. */
const WORKER = { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'same-origin' };
const WORKER_COPY = { ...WORKER, 'sec-fetch-mode': 'same-origin', 'upgrade-insecure-requests': '1' };
/** What Chromium sends for `<link rel="prefetch">`. */
const PREFETCHED = { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'no-cors', 'sec-fetch-site': 'same-origin', 'sec-purpose': 'prefetch' };
const FETCHED = { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' };

const requestOf = (method: string, fields: Fields, transport: 'http' | 'socket' = 'http'): IncomingRequest =>
  ({ transport, method, header: (name: string) => fields[name] }) as unknown as IncomingRequest;

describe('isFormPost', () => {
  it.each<[string, string, Fields, boolean]>([
    ['a form', 'POST', { ...FORM, ...DOCUMENT }, true],
    ['a form of a browser without Fetch Metadata', 'POST', FORM, true],
    ['a form with a file', 'POST', { ...FORM, 'content-type': 'multipart/form-data; boundary=x' }, true],
    ['a form as plain text', 'POST', { ...FORM, 'content-type': 'text/plain' }, true],
    ['a form without fields', 'POST', BROWSER, true],
    ['a form in a frame', 'POST', { ...FORM, 'sec-fetch-dest': 'iframe' }, true],
    ['a form with its method overridden', 'DELETE', FORM, true],
    ['a form that Turbo sends', 'POST', { ...FORM, ...FETCHED, 'x-turbo-request-id': '5f2b' }, true],
    ['a form through a service worker', 'POST', { ...FORM, ...WORKER }, true],
    ['a form that a service worker copied, which hides its site', 'POST', { ...FORM, ...WORKER_COPY }, false],
    ['JSON of a browser', 'POST', { ...FORM, 'content-type': 'application/json' }, false],
    ['fetch()', 'POST', { ...FORM, ...FETCHED }, false],
    ['XMLHttpRequest', 'POST', { ...FORM, 'x-requested-with': 'XMLHttpRequest' }, false],
    ['an upload to an image', 'POST', { ...FORM, 'sec-fetch-dest': 'image' }, false],
    ...['GET', 'HEAD', 'OPTIONS', 'QUERY', 'post', 'TRACE'].map((method): [string, string, Fields, boolean] => [method, method, FORM, false]),
  ])('for %s returns %4$s', (_, method, fields, post) => {
    expect(isFormPost(requestOf(method, fields), HTML)).toBe(post);
  });

  it('is false if the client does not prefer a page, and on a socket', () => {
    expect(isFormPost(requestOf('POST', FORM), JSON_FIRST)).toBe(false);
    expect(isFormPost(requestOf('POST', FORM), [])).toBe(false);
    expect(isFormPost(requestOf('POST', FORM, 'socket'), HTML)).toBe(false);
  });
});

describe('isPageRequest', () => {
  it.each<[string, string, Fields, boolean]>([
    ['a page', 'GET', { ...BROWSER, ...DOCUMENT }, true],
    ['a page for a browser without Fetch Metadata', 'GET', BROWSER, true],
    ['a page in a frame', 'GET', { ...BROWSER, 'sec-fetch-dest': 'iframe' }, true],
    ['a page for a browser that takes anything', 'GET', { accept: '*/*', ...DOCUMENT }, true],
    ['a page for Turbo', 'GET', { ...BROWSER, ...FETCHED, 'x-turbo-request-id': '5f2b' }, true],
    ['a page for Inertia', 'GET', { ...BROWSER, ...FETCHED, 'x-inertia': 'true' }, true],
    ['a page through a service worker', 'GET', { ...BROWSER, ...WORKER }, true],
    ['a page through a service worker that takes anything', 'GET', { accept: '*/*', ...WORKER }, true],
    ['a page through a service worker, by a link of another site', 'GET', { ...BROWSER, ...WORKER, 'sec-fetch-site': 'cross-site' }, true],
    ['a page of a worker, perhaps in a frame of a sibling', 'GET', { ...BROWSER, ...WORKER, 'sec-fetch-site': 'same-site' }, false],
    ['a page that a service worker copied', 'GET', { ...BROWSER, ...WORKER_COPY }, true],
    ['a page in an object element', 'GET', { ...BROWSER, 'sec-fetch-dest': 'object', 'sec-fetch-mode': 'navigate' }, true],
    ['a page that a link element prefetches', 'GET', { ...BROWSER, ...PREFETCHED }, true],
    ['an image that a link element prefetches', 'GET', { accept: 'image/avif,*/*;q=0.8', ...PREFETCHED }, false],
    ['a prefetch of a sibling domain', 'GET', { ...BROWSER, ...PREFETCHED, 'sec-fetch-site': 'same-site' }, false],
    ['a script in the mode same-origin', 'GET', { ...BROWSER, 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'same-origin' }, false],
    ['HEAD', 'HEAD', { ...BROWSER, ...DOCUMENT }, false],
    ['the form itself', 'POST', { ...BROWSER, ...DOCUMENT }, false],
    ['an image', 'GET', { accept: 'image/avif,image/webp,*/*;q=0.8', 'sec-fetch-dest': 'image' }, false],
    ['an image of a browser without Fetch Metadata', 'GET', { accept: 'image/avif,image/webp,*/*;q=0.8' }, false],
    ['a polling script', 'GET', { accept: '*/*', ...FETCHED }, false],
    ['a polling script that accepts HTML', 'GET', { ...BROWSER, ...FETCHED }, false],
    ['XMLHttpRequest that accepts HTML', 'GET', { ...BROWSER, 'x-requested-with': 'XMLHttpRequest' }, false],
    ['an API client', 'GET', { accept: 'application/json' }, false],
    ['a client without header fields', 'GET', {}, false],
    ['deferred props of an Inertia page', 'GET', { ...BROWSER, 'x-inertia': 'true', 'x-inertia-partial-data': 'tides' }, false],
  ])('for %s returns %4$s', (_, method, fields, page) => {
    expect(isPageRequest(requestOf(method, fields))).toBe(page);
  });
});

describe('mayLeaveMessages', () => {
  it.each<[string, Fields, boolean]>([
    ['a page', BROWSER, true],
    ['whatever there is, for curl', { accept: '*/*' }, true],
    ['nothing in particular', {}, true],
    ['an image', { accept: 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8' }, false],
    ['a style sheet', { accept: 'text/css,*/*;q=0.1' }, false],
    ['an image with Fetch Metadata', { accept: '*/*', 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' }, false],
    ['a link in a mail', { ...BROWSER, ...DOCUMENT, 'sec-fetch-site': 'cross-site' }, true],
  ])('over plain http, for %s: %3$s', (_, fields, may) => {
    expect(mayLeaveMessages(requestOf('GET', { host: 'harbour.example', ...fields }), [])).toBe(may);
  });
});

describe('flashAddresses', () => {
  const at = (method: string, fields: Fields): readonly string[] =>
    flashAddresses({ baseOf: () => '' } as never, { ...requestOf(method, fields), url: '/orders' } as IncomingRequest);
  const HTMX = { ...FETCHED, accept: '*/*', 'sec-fetch-site': 'same-origin', 'hx-request': 'true' };

  it('are all flashes for a page', () => {
    expect(at('GET', { ...BROWSER, ...DOCUMENT })).toEqual(['/orders', 'part:/orders', '*']);
  });

  it.each<[string, Fields]>([
    ['htmx', HTMX],
    ['Unpoly', { ...HTMX, 'hx-request': '', 'x-up-version': '3.14.3', 'x-up-target': '#list' }],
    ['alpine-ajax', { ...HTMX, 'hx-request': '', 'x-alpine-request': 'true' }],
  ])('are for a part that %s fetches only those that a request for a part has left', (_, fields) => {
    expect(at('GET', fields)).toEqual(['part:/orders']);
    for (const site of ['same-site', 'cross-site']) expect(at('GET', { ...fields, 'sec-fetch-site': site })).toEqual([]);
    for (const method of ['POST', 'HEAD']) expect(at(method, fields)).toEqual([]);
  });

  it.each<[string, Fields]>([
    ['a script', { ...FETCHED, accept: '*/*' }],
    ['deferred props of Inertia', { ...FETCHED, accept: '*/*', 'x-inertia': 'true', 'x-inertia-partial-data': 'tides' }],
  ])('are none for %s', (_, fields) => {
    expect(at('GET', fields)).toEqual([]);
  });
});
