import { describe, expect, it } from 'vitest';
import { Occurrence } from '../../core/pipeline/occurrence.ts';
import type { Environment } from '../../core/ports/environment.ts';
import type { Representation } from '../../core/ports/representation.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { Outcome } from '../../core/responses/outcome.ts';
import type { InertiaOptions } from '../../core/settings/front-end-options.ts';
import { settingsOf, withSupport } from '../../core/settings/settings.ts';
import { inertiaErrors, inertiaFormat, inertiaLocation } from './inertia-format.ts';

type Fields = Readonly<Record<string, string>>;

const INERTIA = { accept: 'text/html, application/xhtml+xml', 'x-requested-with': 'XMLHttpRequest', 'x-inertia': 'true', 'x-inertia-version': 'v7' };
const logged: string[] = [];
const log = (_: object, line: string): unknown => logged.push(line);
const environment: Environment = {
  mode: 'production',
  modeReason: '',
  now: () => performance.now(),
  random: (bytes) => crypto.getRandomValues(bytes),
  logger: { error: log, warn: log, info: log, debug: log },
};

async function answer(
  outcome: Partial<Outcome>,
  options: Partial<InertiaOptions> = {},
  { method = 'GET', ...fields }: Fields = {},
): Promise<Representation & { readonly page: Record<string, unknown> }> {
  logged.length = 0;
  const all: Fields = { ...INERTIA, ...fields };
  const forms = {
    formats: () => [inertiaFormat({ component: 'Error', ...options }, { baseOf: () => '' })],
    recover: () => undefined,
    locals: () => ({}),
    sections: () => ({ linkBack: '', typed: '' }),
  };
  const settings = withSupport(settingsOf({}, environment), { forms, mapLibraryValue: undefined });
  const native = { user: 'Ada' };
  const request = { method, url: '/bookings?page=2', native, header: (name: string) => all[name], replyHeader: () => undefined } as unknown as IncomingRequest;
  const whole: Outcome = { name: 'notFound', status: 404, title: 'Not Found', expose: true, ...outcome };
  const representation = await new Occurrence(settings, request, whole, '7K3M-Q9TX').represent();
  return { ...representation, page: representation.headers['x-inertia'] === 'true' ? JSON.parse(representation.body) : {} };
}

describe('an error for an Inertia visit', () => {
  it("is a page of the app's component, with the real status", async () => {
    const { status, headers, page } = await answer({ detail: 'There is no such berth' });
    expect(status).toBe(404);
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'x-inertia': 'true', 'cache-control': 'no-store' });
    expect(headers['vary']).toMatch(/\bX-Inertia\b/);
    expect(page).toEqual({
      component: 'Error',
      props: { status: 404, title: 'Not Found', message: 'There is no such berth', reference: '7K3M-Q9TX', report: '', errors: {} },
      url: '/bookings?page=2',
      version: 'v7',
    });
  });

  it('has the first message of each field, in the bag of the form', async () => {
    const issues = [
      { message: 'Missing', path: ['email'] },
      { message: 'Not an address', path: ['email'] },
      { message: 'Too long', path: ['boat', 'length'] },
    ];
    const fields = { email: 'Missing', 'boat.length': 'Too long' };
    expect((await answer({ status: 422, issues })).page['props']).toMatchObject({ errors: fields });
    expect((await answer({ status: 422, issues }, {}, { 'x-inertia-error-bag': 'signUp' })).page['props']).toMatchObject({ errors: { signUp: fields } });
  });

  it('contains nothing that the client may not see', async () => {
    const { body } = await answer({ status: 500, expose: false, detail: 'db at 10.0.0.7', causes: [new Error('hunter2')] });
    expect(body).not.toMatch(/10\.0\.0\.7|hunter2/);
  });

  it.each([
    ['v8', 'v8'],
    [() => 'v9', 'v9'],
    [undefined, 'v7'],
  ])('has the version that the app sets (%s), else that of the page, so that the next visit does not reload', async (version, sent) => {
    expect((await answer({}, version === undefined ? {} : { version })).page['version']).toBe(sent);
  });

  it('has the shared props of the app, and Halyard’s props override them', async () => {
    const props = { user: 'Grace', status: 200 };
    expect((await answer({}, { props })).page['props']).toMatchObject({ user: 'Grace', status: 404 });
    const ofRequest = async (request: { readonly user: string }) => ({ user: request.user });
    expect((await answer({}, { props: ofRequest as never })).page['props']).toMatchObject({ user: 'Ada', status: 404 });
  });

  it("is sent without the app's props and version if they fail, and the failure is logged", async () => {
    const fails = () => {
      throw new Error('no session');
    };
    const { status, page } = await answer({}, { props: fails, version: fails });
    expect(status).toBe(404);
    expect(page).toMatchObject({ props: { title: 'Not Found' }, version: 'v7' });
    expect(logged).toHaveLength(2);
  });

  it.each([
    ['the page it is on', { method: 'POST', host: '127.0.0.1', referer: 'http://127.0.0.1/bookings/new?berth=3' }, '/bookings/new?berth=3'],
    ['the address it posts to, if the page is unknown', { method: 'POST', host: '127.0.0.1' }, '/bookings?page=2'],
    ['where it posts to, when the page is not ours', { method: 'POST', host: '127.0.0.1', referer: 'https://evil.example/x' }, '/bookings?page=2'],
  ])('has, after a form, the address of %s', async (_, fields, url) => {
    expect((await answer({ status: 500 }, {}, fields)).page['url']).toBe(url);
  });

  it('is left to the other formats for a page load, and for a success', async () => {
    expect((await answer({}, {}, { 'x-inertia': '' })).headers['content-type']).toBe('text/html; charset=utf-8');
    expect((await answer({ name: 'ok', status: 200, title: 'OK', dataIsBody: true, data: [1] })).headers).not.toHaveProperty('x-inertia');
  });
});

describe('inertiaErrors', () => {
  it('is empty without errors, with a bag or without', () => {
    expect(JSON.stringify([inertiaErrors({}), inertiaErrors({}, 'signUp')])).toBe('[{},{}]');
  });

  it('takes any name for a field or a bag, and changes no prototype', () => {
    const fields = Object.assign(Object.create(null), { ['__proto__']: ['no'], constructor: ['nor this'], '': ['The whole'] });
    expect(JSON.stringify(inertiaErrors(fields, '__proto__'))).toBe('{"__proto__":{"__proto__":"no","constructor":"nor this","":"The whole"}}');
    expect(({} as Record<string, unknown>)['0']).toBeUndefined();
  });
});

describe('inertiaLocation', () => {
  it('is the 409 by which Inertia leaves the page', () => {
    expect(inertiaLocation('https://pay.example/')).toMatchObject({ status: 409, headers: { 'x-inertia-location': 'https://pay.example/' } });
  });
});
