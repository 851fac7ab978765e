import { describe, expect, it } from 'vitest';
import { Occurrence } from '../../core/pipeline/occurrence.ts';
import type { Environment } from '../../core/ports/environment.ts';
import type { Representation } from '../../core/ports/representation.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { Outcome } from '../../core/responses/outcome.ts';
import type { HtmxOptions } from '../../core/settings/front-end-options.ts';
import type { Options } from '../../core/settings/options.ts';
import { settingsOf, withSupport } from '../../core/settings/settings.ts';
import { htmxFormat } from './htmx-format.ts';

type Fields = Readonly<Record<string, string>>;

const HTMX2 = { accept: '*/*', 'hx-request': 'true' };
const HTMX4 = { accept: 'text/html', 'hx-request': 'true', 'hx-request-type': 'partial' };
const logged: string[] = [];
const log = (_: object, line: string): unknown => logged.push(line);
const environment: Environment = {
  mode: 'production',
  modeReason: '',
  now: () => performance.now(),
  random: (bytes) => crypto.getRandomValues(bytes),
  logger: { error: log, warn: log, info: log, debug: log },
};

const requestWith = (fields: Fields): IncomingRequest =>
  ({ method: 'POST', url: '/bookings', header: (name: string) => fields[name], replyHeader: () => undefined }) as unknown as IncomingRequest;

async function answer(outcome: Partial<Outcome>, fields: Fields = HTMX4, { htmx, ...options }: Options & { htmx?: HtmxOptions } = {}): Promise<Representation> {
  logged.length = 0;
  const forms = { formats: () => [htmxFormat(htmx)], recover: () => undefined, locals: () => ({}), sections: () => ({ linkBack: '', typed: '' }) };
  const settings = withSupport(settingsOf(options, environment), { forms, mapLibraryValue: undefined });
  const whole: Outcome = { name: 'badRequest', status: 400, title: 'Bad Request', expose: true, ...outcome };
  return new Occurrence(settings, requestWith(fields), whole, '7K3M-Q9TX').represent();
}

const ISSUES = [
  { message: 'Not an address', path: ['email'] },
  { message: 'Too long', path: ['boat', 'length'] },
];
const FAILURE = { name: 'serverError', status: 500, title: 'Internal Server Error' };

/** Returns a view engine with the app's views, by name. */
const views = (pages: Readonly<Record<string, string | ((locals: Readonly<Record<string, unknown>>) => string)>>) => ({
  render: (view: string, locals: Readonly<Record<string, unknown>>) => {
    const page = pages[view];
    return typeof page === 'function' ? page(locals) : page;
  },
});

const eventOf = ({ headers }: Representation): Record<string, Record<string, unknown>> => JSON.parse(headers['hx-trigger'] as string);

describe('an invalid form that htmx sent', () => {
  it.each([
    ['htmx 2', HTMX2, 400],
    ['htmx 4', HTMX4, 422],
  ])('from %s is answered with a fragment and its own status', async (_, fields, status) => {
    const { body, headers, ...rest } = await answer({ status, issues: ISSUES }, fields);
    expect(rest.status).toBe(status);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).not.toMatch(/<!doctype|<html|<body|<title/i);
    expect(body).toContain('role="alert"');
    expect(body).toContain('<li><strong>email</strong>: Not an address</li><li><strong>boat.length</strong>: Too long</li>');
    expect(body).toContain('<code>7K3M-Q9TX</code>');
  });

  it('stands at the top of the form, which keeps its input, and replaces the previous fragment', async () => {
    const { body, headers } = await answer({ issues: ISSUES });
    expect(headers).toMatchObject({ 'hx-retarget': 'closest form, body', 'hx-reswap': 'afterbegin' });
    expect(body).toContain('hx-swap-oob="delete:[data-halyard-error]"');
  });

  it('triggers an event with the problem document, too', async () => {
    expect(eventOf(await answer({ issues: ISSUES }))).toEqual({
      'halyard:invalid': {
        title: 'Bad Request',
        status: 400,
        reference: '7K3M-Q9TX',
        errors: [
          { detail: 'Not an address', pointer: '#/email' },
          { detail: 'Too long', pointer: '#/boat/length' },
        ],
      },
    });
  });

  it.each([
    ['fragments/400', 'for the status'],
    ['fragments/4xx', 'for its class'],
  ])("is the app's own %s if there is one %s, and the form selects the target", async (name) => {
    const own = views({ [name]: ({ errors }) => `<form>${(errors as { message: string }[]).map(({ message }) => message)}</form>`, '400': 'a page' });
    const { body, headers, status } = await answer({ issues: ISSUES }, HTMX2, { views: own });
    expect(body).toBe('<form>Not an address,Too long</form>');
    expect(status).toBe(400);
    expect(Object.keys(headers).filter((field) => field.startsWith('hx-'))).toEqual(['hx-trigger', 'hx-push-url']);
  });

  it('is the view that the call names, in the folder of fragments', async () => {
    const own = views({ 'fragments/signup': 'the sign-up form', 'fragments/400': 'another' });
    expect((await answer({ issues: ISSUES, view: 'signup' }, HTMX4, { views: own })).body).toBe('the sign-up form');
    expect((await answer({ issues: ISSUES, view: '../signup' }, HTMX4, { views: own })).body).toBe('another');
  });

  it.each([
    ['throws', () => Promise.reject(new Error('no ink'))],
    ['never ends', () => new Promise<string>(() => undefined)],
    ['returns nothing', () => ''],
  ])('is the built-in fragment if a view %s, and the failure is logged', async (_, render) => {
    const { body, headers } = await answer({ issues: ISSUES }, HTMX4, { views: { render }, deadline: 20 });
    expect(body).toContain('Not an address');
    expect(headers['hx-retarget']).toBe('closest form, body');
    expect(logged).toHaveLength(1);
  });
});

describe('another error for a part of the page', () => {
  it('never replaces the content of the part', async () => {
    const { headers, status, body } = await answer(FAILURE);
    expect(status).toBe(500);
    expect(headers).toMatchObject({ 'hx-retarget': 'closest form, body', 'hx-reswap': 'afterbegin', 'hx-push-url': 'false' });
    expect(body).toContain('<h2>Internal Server Error</h2><p>Something went wrong on our side. Please try again later.</p>');
  });

  it("goes to the target of the app's option, with a fragment of the app as well", async () => {
    for (const options of [{}, { views: views({ 'fragments/5xx': '<p>Low tide</p>' }) }]) {
      const { headers, body } = await answer(FAILURE, HTMX4, { htmx: { target: '#notices' }, ...options });
      expect(headers).toMatchObject({ 'hx-retarget': '#notices', 'hx-reswap': 'innerHTML' });
      expect(body).not.toContain('hx-swap-oob');
    }
    expect((await answer(FAILURE, HTMX4, { htmx: { target: '#notices', swap: 'beforeend' } })).headers['hx-reswap']).toBe('beforeend');
  });

  it('is not filtered by hx-select, which htmx 2 does not report', async () => {
    expect((await answer(FAILURE, HTMX2)).headers['hx-reselect']).toBe('unset');
    expect((await answer(FAILURE, HTMX4)).headers['hx-reselect']).toBeUndefined();
  });

  it('is selected by its own attribute if htmx 4 takes a part of a page (hx-select)', async () => {
    const selects = { ...HTMX4, 'hx-request-type': 'full', 'hx-target': 'div#list' };
    expect((await answer(FAILURE, selects)).headers).toMatchObject({ 'hx-reselect': '[data-halyard-error]', 'hx-retarget': 'closest form, body' });
    const own = views({ 'fragments/5xx': 'Low tide' });
    expect((await answer(FAILURE, selects, { views: own })).body).toContain('<div data-halyard-error>Low tide</div>');
  });

  it('triggers an event with its problem, and nothing that the client may not see', async () => {
    const outcome = { ...FAILURE, expose: false, detail: 'db at 10.0.0.7', causes: [new Error('secret')], data: { target: 'body', rows: 7 } };
    expect(eventOf(await answer(outcome))).toEqual({ 'halyard:error': { title: 'Internal Server Error', status: 500, reference: '7K3M-Q9TX' } });
  });

  it("sends the event without the app's own members: a member named target would change where the event is sent", async () => {
    expect(eventOf(await answer({ status: 409, title: 'Conflict', data: { target: '#x' } }))['halyard:error']).not.toHaveProperty('target');
  });

  it('keeps the event in one field: ASCII, and at most 2 KB', async () => {
    const text = '\u{1F6A2} \u0000 \r\nHX-Redirect: /evil é'.repeat(40);
    for (const issues of [[], Array.from({ length: 50 }, () => ({ message: text, path: ['ü'] }))]) {
      const field = (await answer({ status: 409, detail: text, issues })).headers['hx-trigger'] as string;
      expect(field).toMatch(/^[\x20-\x7e]{10,2048}$/);
      expect(JSON.parse(field)['halyard:error']).toMatchObject({ status: 409, reference: '7K3M-Q9TX' });
    }
    const title = 'é'.repeat(2_000);
    expect(((await answer({ status: 409, title })).headers['hx-trigger'] as string).length).toBeLessThan(100);
  });

  it('escapes every text that is not its own', async () => {
    const evil = `"><img src=x onerror=alert(1)>'&</div>`;
    const { body } = await answer({ title: evil, detail: evil, issues: [{ message: evil, path: [evil] }] });
    expect(body).not.toContain('<img');
    expect(body.match(/<\/div>/g)).toHaveLength(2);
  });
});

describe('an error for htmx', () => {
  it('may not be stored in a cache for another client', async () => {
    for (const fields of [HTMX2, HTMX4, { ...HTMX2, 'hx-boosted': 'true' }]) expect((await answer(FAILURE, fields)).headers['vary']).toContain('HX-Request');
  });

  it.each<[string, Fields]>([
    ['a boosted link of htmx 2', { ...HTMX2, 'hx-boosted': 'true' }],
    ['a full request of htmx 4', { ...HTMX4, 'hx-request-type': 'full' }],
    ['a page from the history', { ...HTMX2, 'hx-history-restore-request': 'true' }],
  ])('is a whole page for %s', async (_, fields) => {
    const { body, headers } = await answer(FAILURE, fields);
    expect(body).toMatch(/^<!doctype html>/);
    expect(headers).not.toHaveProperty('hx-retarget');
  });

  it.each<[string, Fields]>([
    ['a browser', { accept: 'text/html' }],
    ['a script that has htmx fetch JSON', { ...HTMX4, accept: 'application/json' }],
  ])('is left to the other formats for %s', async (_, fields) => {
    expect((await answer(FAILURE, fields)).headers).not.toHaveProperty('hx-trigger');
  });

  it('leaves a success to the other formats', async () => {
    expect((await answer({ name: 'ok', status: 200, title: 'OK', dataIsBody: true, data: [1] })).headers['content-type']).toBe(
      'application/json; charset=utf-8',
    );
  });
});
