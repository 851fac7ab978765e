import { describe, expect, it } from 'vitest';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { asksForInertiaErrors, frontEndOf, inertiaBag, isHtmxPartial, isHtmxSelection, keepsFlash, opensPage, wantsTurboStream } from './front-end.ts';

type Fields = Readonly<Record<string, string>>;

/** Header fields as each front end sends them, read from its source. */
const HTMX2 = { accept: '*/*', 'hx-request': 'true', 'hx-current-url': 'http://127.0.0.1/berths' };
const HTMX4 = { accept: 'text/html', 'hx-request': 'true', 'hx-source': 'button', 'hx-request-type': 'partial' };
const TURBO = { accept: 'text/html, application/xhtml+xml', 'x-turbo-request-id': '5f2b' };
const TURBO_FORM = { ...TURBO, accept: 'text/vnd.turbo-stream.html, text/html, application/xhtml+xml' };
const INERTIA = { accept: 'text/html, application/xhtml+xml', 'x-requested-with': 'XMLHttpRequest', 'x-inertia': 'true' };
const UNPOLY = { accept: '*/*', 'x-up-version': '3.14.3', 'x-up-target': '#list' };
const ALPINE = { accept: '*/*', 'x-alpine-request': 'true', 'x-alpine-target': 'list' };
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'sec-fetch-dest': 'document' };

const requestWith = (fields: Fields): IncomingRequest => ({ header: (name: string) => fields[name] }) as unknown as IncomingRequest;

describe('frontEndOf', () => {
  it.each<[string, Fields, string | undefined]>([
    ['htmx 2', HTMX2, 'htmx'],
    ['htmx 4', HTMX4, 'htmx'],
    ['Turbo', TURBO, 'turbo'],
    ['a form of Turbo 7', { accept: TURBO_FORM.accept }, 'turbo'],
    ['a frame of Turbo 7', { accept: TURBO.accept, 'turbo-frame': 'berths' }, 'turbo'],
    ['Inertia', INERTIA, 'inertia'],
    ['Unpoly', UNPOLY, 'unpoly'],
    ['alpine-ajax', ALPINE, 'alpine'],
    ['a browser', BROWSER, undefined],
    ['an API client', { accept: 'application/json' }, undefined],
    ['htmx going back in the history, with the option to hide', { 'hx-history-restore-request': 'true' }, undefined],
  ])('recognises %s by its own field', (_, fields, frontEnd) => {
    expect(frontEndOf(requestWith(fields))).toBe(frontEnd);
  });
});

describe('isHtmxPartial', () => {
  it.each<[string, Fields, boolean]>([
    ['a part for htmx 2', HTMX2, true],
    ['a part for htmx 4', HTMX4, true],
    ['a boosted link of htmx 2', { ...HTMX2, 'hx-boosted': 'true' }, false],
    ['a boosted link of htmx 4', { ...HTMX4, 'hx-boosted': 'true', 'hx-request-type': 'full' }, false],
    ['a boosted link of htmx 4 that has a target of its own', { ...HTMX4, 'hx-boosted': 'true' }, true],
    ['a page for hx-select of htmx 4', { ...HTMX4, 'hx-request-type': 'full' }, false],
    ['a page from the history', { ...HTMX2, 'hx-history-restore-request': 'true' }, false],
    ['a page for a browser', BROWSER, false],
    ['a page for Turbo', TURBO, false],
  ])('for %s returns %3$s', (_, fields, partial) => {
    expect(isHtmxPartial(requestWith(fields))).toBe(partial);
  });
});

describe('isHtmxSelection', () => {
  it.each<[string, Fields, boolean]>([
    ['a part of a page for hx-select of htmx 4', { ...HTMX4, 'hx-request-type': 'full', 'hx-target': 'div#list' }, true],
    ['a page for htmx 4', { ...HTMX4, 'hx-request-type': 'full', 'hx-target': 'body' }, false],
    ['a boosted link with hx-select', { ...HTMX4, 'hx-request-type': 'full', 'hx-target': 'div#list', 'hx-boosted': 'true' }, false],
    ['a part for htmx 4', HTMX4, false],
    ['a part for htmx 2', HTMX2, false],
  ])('for %s returns %3$s', (_, fields, selects) => {
    expect(isHtmxSelection(requestWith(fields))).toBe(selects);
  });
});

describe('opensPage', () => {
  it.each<[string, Fields, boolean | undefined]>([
    ['what htmx puts into a part of the page, a poll perhaps', HTMX4, false],
    ['a boosted link of htmx', { ...HTMX2, 'hx-boosted': 'true' }, true],
    ['a visit of Turbo', TURBO, true],
    ['a frame of Turbo, in which the form stands', { ...TURBO, 'turbo-frame': 'booking' }, true],
    ['an Inertia visit', INERTIA, true],
    ['deferred props of an Inertia page', { ...INERTIA, 'x-inertia-partial-component': 'Booking', 'x-inertia-partial-data': 'tides,weather' }, false],
    ['a part for Unpoly', UNPOLY, false],
    ['a request of Unpoly without a target', { ...UNPOLY, 'x-up-target': '' }, false],
    ['a part whose name begins with main', { ...UNPOLY, 'x-up-target': 'main-list' }, false],
    ['a link of Unpoly to a page', { ...UNPOLY, 'x-up-target': 'main, .flashes' }, true],
    ['the body for Unpoly', { ...UNPOLY, 'x-up-target': 'body' }, true],
    ['a part for alpine-ajax', ALPINE, false],
    ['a browser', BROWSER, undefined],
  ])('for %s returns %3$s', (_, fields, page) => {
    expect(opensPage(requestWith(fields))).toBe(page);
  });
});

describe('asksForInertiaErrors', () => {
  it.each<[string, Fields, boolean]>([
    ['all props', {}, true],
    ['the errors among others', { 'x-inertia-partial-data': 'berths, errors' }, true],
    ['one of the errors', { 'x-inertia-partial-data': 'errors.email' }, true],
    ['other props', { 'x-inertia-partial-data': 'berths,errorsOfOthers' }, false],
    ['all but others', { 'x-inertia-partial-except': 'berths' }, true],
    ['all but the errors', { 'x-inertia-partial-except': 'berths,errors' }, false],
  ])('for a visit with %s returns %3$s', (_, fields, expected) => {
    expect(asksForInertiaErrors(requestWith({ ...INERTIA, ...fields }))).toBe(expected);
  });
});

describe('wantsTurboStream', () => {
  it('is true for a form that Turbo sends, and for no other request', () => {
    expect([TURBO_FORM, TURBO, BROWSER, HTMX4, {}].map((fields) => wantsTurboStream(requestWith(fields)))).toEqual([true, false, false, false, false]);
  });
});

describe('inertiaBag', () => {
  it('is the bag of the form, and empty if it is longer than any name', () => {
    expect(inertiaBag(requestWith({ 'x-inertia-error-bag': 'signUp' }))).toBe('signUp');
    expect(inertiaBag(requestWith({}))).toBe('');
    expect(inertiaBag(requestWith({ 'x-inertia-error-bag': 'x'.repeat(65) }))).toBe('');
  });
});

describe('keepsFlash', () => {
  it.each<[string, number, Fields, boolean]>([
    ['a page', 200, {}, false],
    ['an error page of the app', 404, {}, false],
    ['a conflict', 409, {}, false],
    ['a redirect', 302, {}, true],
    ['a page that has not changed', 304, {}, true],
    ['a failure', 503, {}, true],
    ['nothing at all', 204, {}, true],
    ['the reload when the assets of an Inertia page have changed', 409, { 'x-inertia-location': '/signup' }, true],
    ['a redirect of Inertia 3', 409, { 'x-inertia-redirect': '/signup#email' }, true],
    ['a redirect by htmx', 200, { 'hx-redirect': '/signin' }, true],
    ['a visit by htmx', 200, { 'hx-location': '/signin' }, true],
    ['a reload by htmx', 200, { 'hx-refresh': 'true' }, true],
  ])('for %s returns %4$s', (_, status, fields, keeps) => {
    expect(keepsFlash(status, (name) => fields[name])).toBe(keeps);
  });
});
