import { createHmac, randomFillSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PublicOutcome } from '../core/disclosure/disclose.ts';
import type { Format } from '../core/formats/format.ts';
import type { IncomingRequest } from '../core/ports/request.ts';
import type { Outcome } from '../core/responses/outcome.ts';
import type { Options } from '../core/settings/options.ts';
import { Forms } from './forms.ts';
import { memoryFlash } from './stores/memory-flash.ts';

type Fields = Readonly<Record<string, string>>;
const formsOf = (options: Options = { flash: { store: memoryFlash() } }, lines: string[] = []): Forms =>
  new Forms(options, {
    mode: 'production',
    random: (bytes) => randomFillSync(bytes),
    hmac: (secret) => (text) => createHmac('sha256', secret).update(text).digest('base64url'),
    log: (level, _record, line) => void lines.push(`${level}: ${line}`),
  });
const forms = formsOf();

const format = (mediaType: string): Format => ({ name: mediaType, mediaType, render: () => undefined });
const PAGE = [format('text/html')];
const JSON_FIRST = [format('application/json'), format('text/html')];
const FORM: Fields = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', host: 'harbour.example' };
const OWN: Fields = { ...FORM, 'sec-fetch-site': 'same-origin', referer: 'https://harbour.example/signup' };
const FOREIGN: Fields = { ...FORM, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };

const requestOf = (fields: Fields, about: Partial<IncomingRequest> = {}): IncomingRequest =>
  ({
    transport: 'http',
    method: 'POST',
    url: '/bookings',
    native: {},
    submitted: () => ({ boat: 'Petrel' }),
    replyHeader: () => undefined,
    header: (name: string) => fields[name],
    ...about,
  }) as unknown as IncomingRequest;
const outcomeOf = (status: number, about: Partial<Outcome> = {}): Outcome => ({ name: 'x', status, title: 'X', expose: true, ...about }) as Outcome;
const namesOf = (request: IncomingRequest, outcome: Outcome, negotiated: readonly Format[] = PAGE, made = forms): string[] =>
  made.formats(request, outcome, negotiated).map(({ name }) => name);

describe('Forms.formats', () => {
  it.each([400, 422])('redirects an invalid form to its page: %i', (status) => {
    expect(namesOf(requestOf(OWN), outcomeOf(status))).toEqual(['redirect']);
    expect(namesOf(requestOf({ ...FORM, origin: 'http://harbour.example' }), outcomeOf(status))).toEqual(['redirect']);
  });

  it.each<[string, Fields]>([
    ['has no evidence of its origin', {}],
    ['has the Origin that any page can send', { origin: 'null', referer: 'https://harbour.example/signup' }],
    ['is made by a sibling domain', { 'sec-fetch-site': 'same-site', origin: 'https://shop.harbour.example' }],
    ['is made by a page on another port', { origin: 'http://harbour.example:8080' }],
  ])('keeps nothing of a form that %s', (_, fields) => {
    for (const outcome of [outcomeOf(400), outcomeOf(422), outcomeOf(409, { redirectTo: '/signup' }), outcomeOf(403, { resend: true })])
      expect(namesOf(requestOf({ ...FORM, ...fields }), outcome)).toEqual([]);
  });

  it.each([200, 303, 401, 403, 404, 409, 413, 429, 500, 503])('answers every other status in place: %i', (status) => {
    expect(namesOf(requestOf(OWN), outcomeOf(status))).toEqual([]);
  });

  it('redirects a form that has to be sent a second time, if a page of this origin sent it', () => {
    const resend = outcomeOf(403, { resend: true });
    expect(namesOf(requestOf(OWN), resend)).toEqual(['redirect']);
    expect(namesOf(requestOf(FORM), resend)).toEqual([]);
    expect(namesOf(requestOf(FOREIGN), resend)).toEqual([]);
  });

  it("keeps nothing of a form that another site's page has sent", () => {
    expect(namesOf(requestOf(FOREIGN), outcomeOf(400))).toEqual([]);
  });

  it('redirects no client that is not a browser’s form', () => {
    const bad = outcomeOf(400);
    expect(namesOf(requestOf(OWN), bad, JSON_FIRST)).toEqual([]);
    expect(namesOf(requestOf({ ...OWN, 'content-type': 'application/json' }), bad)).toEqual([]);
    expect(namesOf(requestOf({ ...OWN, 'sec-fetch-dest': 'empty' }), bad)).toEqual([]);
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'QUERY']) expect(namesOf(requestOf(OWN, { method }), bad)).toEqual([]);
    expect(namesOf(requestOf(OWN, { transport: 'socket' }), bad)).toEqual([]);
  });

  it('redirects no form if no store can keep a flash', () => {
    for (const options of [{ flash: false } as const, {}]) expect(namesOf(requestOf(OWN), outcomeOf(400), PAGE, formsOf(options))).toEqual([]);
  });

  it('puts the formats of front ends before the others', () => {
    const turbo = { ...OWN, accept: 'text/vnd.turbo-stream.html, text/html', 'x-turbo-request-id': '1' };
    expect(namesOf(requestOf(turbo), outcomeOf(422))).toEqual(['turbo-stream', 'redirect']);
    expect(namesOf(requestOf({ ...OWN, 'hx-request': 'true' }), outcomeOf(422))).toEqual(['htmx']);
    const unpoly = { ...OWN, accept: '*/*', 'x-up-version': '3.14.3' };
    expect(namesOf(requestOf(unpoly), outcomeOf(422), JSON_FIRST)).toEqual(['unpoly']);
    expect(namesOf(requestOf({ ...unpoly, 'x-up-validate': 'email' }), outcomeOf(422), JSON_FIRST)).toEqual(['redirect', 'unpoly']);
    const alpine = { ...OWN, accept: '*/*', 'x-alpine-request': 'true' };
    expect(namesOf(requestOf(alpine), outcomeOf(422), JSON_FIRST)).toEqual(['redirect', 'alpine']);
    expect(namesOf(requestOf(alpine), outcomeOf(500), JSON_FIRST)).toEqual(['alpine']);
    const inertia = { ...OWN, 'x-inertia': 'true', 'content-type': 'application/json' };
    expect(namesOf(requestOf(inertia), outcomeOf(422))).toEqual(['redirect']);
    const withComponent = formsOf({ flash: { store: memoryFlash() }, inertia: { component: 'Error' } as never });
    expect(namesOf(requestOf(inertia), outcomeOf(422), PAGE, withComponent)).toEqual(['redirect', 'inertia']);
    expect(namesOf(requestOf(inertia), outcomeOf(500), PAGE, withComponent)).toEqual(['inertia']);
  });
});

describe('Forms.recover', () => {
  const outcome = { status: 503, errors: [] } as unknown as PublicOutcome;

  it('returns the submitted values of a form of this origin', async () => {
    expect(await forms.recover(requestOf(OWN), outcome, true)).toMatchObject({ typed: [{ name: 'boat', value: 'Petrel' }], back: '/signup', restores: true });
  });

  it.each<[string, Fields]>([
    ["a form of another site's page", FOREIGN],
    ['a form of unknown origin', FORM],
  ])('returns for %s nothing but a link to the form', async (_, fields) => {
    const nothing = { typed: [], tooLong: [], restores: false, headers: undefined };
    expect(await forms.recover(requestOf(fields), outcome, true)).toEqual({ ...nothing, back: undefined });
    expect(await forms.recover(requestOf(fields), { ...outcome, redirectTo: '/signup' }, true)).toEqual({ ...nothing, back: '/signup' });
    expect(await forms.recover(requestOf(fields), { ...outcome, redirectTo: 'https://evil.example/' }, true)).toEqual({ ...nothing, back: undefined });
    expect(await forms.recover(requestOf(fields, { answersGet: () => true }), outcome, true)).toEqual({ ...nothing, back: '/bookings' });
  });

  it.each<[string, Fields, Partial<IncomingRequest>]>([
    ['a script', { ...OWN, 'sec-fetch-dest': 'empty' }, {}],
    ['a page', OWN, { method: 'GET' }],
  ])('returns nothing for %s', async (_, fields, about) => {
    expect(await forms.recover(requestOf(fields, about), outcome, true)).toBe(undefined);
  });
});

describe('Forms.locals', () => {
  it('have the same names on every page', () => {
    const locals = forms.locals(requestOf(OWN, { method: 'GET' }), { status: 404, errors: [] } as unknown as PublicOutcome, [], undefined);
    expect(Object.keys(locals).toSorted()).toEqual(['errors', 'flash', 'form', 'old']);
    expect((locals['errors'] as { first(): string }).first()).toBe('');
  });
});

describe('Forms.page', () => {
  it('is one object for a request, and another one for another request', () => {
    const request = requestOf(OWN);
    const page = forms.page(request, undefined, () => {});
    expect(forms.page(requestOf(OWN, { native: request.native }), undefined, () => {})).toBe(page);
    expect(forms.page(requestOf(OWN), undefined, () => {})).not.toBe(page);
  });
});

describe('a flash without a secret in production', () => {
  const logged = (options: Options): string[] => {
    const lines: string[] = [];
    formsOf(options, lines);
    return lines;
  };

  it('is logged at start if the app names a secret that is not set', () => {
    const unset: string | undefined = undefined;
    expect(logged({ flash: { secret: unset } })).toEqual([expect.stringMatching(/^warn: .*no secret to seal the flash.*FLASH_SECRET/)]);
  });

  it.each<[string, Options]>([
    ['the app has no flash option', {}],
    ['the app has forms switched off', { flash: false }],
    ['the app has set another option of the flash only', { flash: { lifetime: 60 } }],
    ['a store keeps it', { flash: { secret: undefined, store: memoryFlash() } }],
    ['there is a secret', { flash: { secret: 'x'.repeat(32) } }],
  ])('is not logged at start if %s', (_, options) => {
    expect(logged(options)).toEqual([]);
  });
});

describe('an option of a front end that does not exist', () => {
  it.each<[Options, string, string]>([
    [{ htmx: { targt: '#errors' } as never }, '"htmx.targt"', 'target'],
    [{ inertia: { component: 'Error', prop: {} } as never }, '"inertia.prop"', 'props'],
  ])('is refused with the name that was meant: %o', (options, found, near) => {
    expect(() => formsOf(options)).toThrow(`E_OPTION_UNKNOWN: There is no option of that name. Found ${found}.`);
    expect(() => formsOf(options)).toThrow(`Did you mean "${near}"?`);
  });
});
