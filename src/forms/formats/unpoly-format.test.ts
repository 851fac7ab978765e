import { describe, expect, it } from 'vitest';
import { answersFor, INVALID, own } from '../../../tests/support/answer-for-part.ts';
import type { Representation } from '../../core/ports/representation.ts';
import { unpoly } from './unpoly-format.ts';

/** Header fields as Unpoly 3 sends them. */
const SENT = { accept: '*/*', 'x-up-version': '3.14.3', 'x-up-target': '#list', 'x-up-fail-target': '#signup' };
const answer = answersFor(unpoly, SENT);

/** The selector of the place, from the first step of the target. */
const placeOf = ({ headers }: Representation): string | undefined => (headers['x-up-target'] as string | undefined)?.split(':not(')[0];

describe('an error for Unpoly', () => {
  it('stands at the top of the fail target, with its status', async () => {
    const { status, headers, body } = await answer(INVALID);
    expect(status).toBe(400);
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    expect(headers['vary']).toContain('X-Up-Version, X-Up-Target, X-Up-Fail-Target, X-Up-Validate');
    expect(headers['x-up-target']).toBe('#signup:not(:has(> [data-halyard-part]:not(:only-child))):before:maybe, :is(#signup > [data-halyard-part]):maybe');
    expect(body).toMatch(/^<!doctype html><div id="signup"><div data-halyard-part>.*Not an address.*<\/div>\n$/s);
  });

  it.each([
    ['form[action="/orders?page=2"]', 'form[action="/orders?page=2"]', '<form action="/orders?page=2">'],
    ['main', 'main', '<main>'],
    ['section#a.b', 'section#a.b', '<section id="a" class="b">'],
    ['#signup, #list', '#signup', '<div id="signup">'],
  ])('has an element for the fail target %s', async (target, selector, element) => {
    const representation = await answer(INVALID, { 'x-up-fail-target': target });
    expect(placeOf(representation)).toBe(selector);
    expect(representation.body).toContain(`<!doctype html>${element}<div data-halyard-part>`);
  });

  it.each([
    ['is missing', ''],
    ['has another selector in it', 'fieldset:has(#email)'],
    ['is a row of a table, which no page has outside of a table', 'tr'],
    ['has markup', '"><img src=x onerror=alert(1)>'],
    ['ends the attribute', 'form[action="/a"]<script>"]'],
    ['has a line break', 'form[action="/a\r\nset-cookie: a"]'],
    ['is too long', `#${'a'.repeat(2_000)}`],
  ])('stands at the top of the form, or of the page, if the fail target %s', async (_, target) => {
    expect(placeOf(await answer(INVALID, { 'x-up-fail-target': target }))).toBe('form');
    const { body, ...rest } = await answer({}, { 'x-up-fail-target': target }, 'GET');
    expect(placeOf({ body, ...rest })).toBe('body');
    expect(body).not.toMatch(/<img|<script/);
  });

  it('is a page for a link whose target is the page', async () => {
    const { body, headers } = await answer({}, { 'x-up-target': 'main' }, 'GET');
    expect(body).toMatch(/<title>/);
    expect(headers).not.toHaveProperty('x-up-target');
    expect(headers['vary']).toContain('X-Up-Target');
  });

  it('leaves the address of the page as it is, because the page stays', async () => {
    const fields = { host: 'harbour.example', referer: 'http://harbour.example/orders?page=2' };
    expect((await answer({}, fields, 'GET')).headers['x-up-location']).toBe('/orders?page=2');
    expect((await answer({}, { ...fields, referer: 'http://evil.example/' }, 'GET')).headers).not.toHaveProperty('x-up-location');
    expect((await answer({}, fields)).headers).not.toHaveProperty('x-up-location');
  });

  it('has a link to the form if it has expired, because only its page has a new token', async () => {
    const { body, headers } = await answer({ name: 'forbidden', status: 403, title: 'Forbidden', resend: true });
    expect(body).toContain('<a href="/signup">Back</a>');
    expect(body).toContain('<h2>This form has expired</h2>');
    // The form stays, so it still has what was typed.
    expect(body).not.toContain('<dl>');
    expect(headers['set-cookie']).toEqual(['halyard.a=b']);
    expect((await answer({})).body).not.toContain('Back</a>');
  });

  it("is the app's own fragment: the form itself in its own target, any other error in the place of the built-in one", async () => {
    const form = await answer(INVALID, {}, 'POST', own('fragments/400', '<form id="signup">again</form>'));
    expect(form.body).toBe('<form id="signup">again</form>');
    expect(form.headers).not.toHaveProperty('x-up-target');
    expect((await answer({}, {}, 'POST', own('fragments/5xx', '<p>Low tide</p>'))).body).toContain('<div data-halyard-part><p>Low tide</p></div>');
  });

  it('is left to the other formats for a script that asks for JSON', async () => {
    expect((await answer(INVALID, { accept: 'application/json' })).headers['content-type']).toMatch(/json/);
  });
});
