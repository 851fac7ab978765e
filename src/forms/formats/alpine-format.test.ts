import { describe, expect, it } from 'vitest';
import { answersFor, INVALID, own } from '../../../tests/support/answer-for-part.ts';
import { alpine } from './alpine-format.ts';

/** Header fields as alpine-ajax sends them. */
const SENT = { accept: '*/*', 'x-alpine-request': 'true', 'x-alpine-target': 'signup' };
const answer = answersFor(alpine, SENT);

describe('an error for alpine-ajax', () => {
  it('is an element with the id of the target, with its status', async () => {
    const { status, headers, body } = await answer(INVALID, {}, 'GET');
    expect(status).toBe(400);
    expect(headers['vary']).toContain('X-Alpine-Request, X-Alpine-Target');
    expect(body).toMatch(/^<div id="signup"><div class="halyard-error" role="alert".*Not an address.*<\/div>$/s);
  });

  it('has the way back and what was typed, because it takes the place of the form', async () => {
    const { body, headers } = await answer({});
    expect(body).toMatch(/^<div id="signup">.*<a href="\/signup">Back<\/a><dl><\/dl><\/div>$/s);
    expect(headers['set-cookie']).toEqual(['halyard.a=b']);
  });

  it('has each target of a form, which alpine-ajax would otherwise send a second time', async () => {
    expect((await answer({}, { 'x-alpine-target': 'signup list' })).body).toMatch(/<div id="signup">.*<\/div><div id="list"><\/div>$/s);
    expect((await answer({}, { 'x-alpine-target': 'signup list' }, 'GET')).body).not.toContain('id="list"');
  });

  it.each(['', '_top', '_self', 'a'.repeat(200)])('is the fragment alone for the target "%s"', async (target) => {
    expect((await answer({}, { 'x-alpine-target': target }, 'GET')).body).toMatch(/^<div class="halyard-error"/);
  });

  it('escapes the id', async () => {
    expect((await answer({}, { 'x-alpine-target': '"><script>' })).body).not.toContain('<script>');
  });

  it("is the app's own fragment, with the id of the target if it has none", async () => {
    expect((await answer(INVALID, {}, 'POST', own('fragments/400', '<form>again</form>'))).body).toBe('<form>again</form>');
    expect((await answer({}, {}, 'POST', own('fragments/5xx', '<p>Low tide</p>'))).body).toBe('<div id="signup"><p>Low tide</p></div>');
    expect((await answer({}, {}, 'POST', own('fragments/5xx', '<p id="signup">Low tide</p>'))).body).toBe('<p id="signup">Low tide</p>');
  });

  it('is left to the other formats for a script that asks for JSON, and for any other client', async () => {
    expect((await answer({}, { accept: 'application/json' })).headers['content-type']).toMatch(/json/);
    expect((await answer({}, { 'x-alpine-request': 'false' })).headers['vary']).not.toContain('X-Alpine');
  });
});
