import { describe, expect, it } from 'vitest';
import { type Answer, ask, BROWSER, FORM } from './clients.ts';
import { useSails } from './lifted-app.ts';
import type { Mode } from './sails-app.ts';

const MODES: readonly Mode[] = ['development', 'production'];

describe.each(MODES)('a Sails 1.5 app with the hook, in %s', (mode) => {
  const sails = useSails(mode);
  const dev = mode === 'development';
  const get = (path: string, headers?: Readonly<Record<string, string>>): Promise<Answer> =>
    ask(sails().origin + path, headers === undefined ? {} : { headers });

  describe('answers a browser', () => {
    it.each([
      ['/throws', 500],
      ['/rejects', 500],
      ['/salesforce', 500],
      ['/broken-page', 500],
      ['/no/such/page', 404],
    ])("with the app's own page in the app's own layout: %s", async (path, status) => {
      const answer = await get(path, BROWSER);
      expect(answer.status).toBe(status);
      expect(answer.headers['content-type']).toMatch(/^text\/html/);
      expect(answer.text).toContain('<title>New Sails App');
      expect(answer.text).toContain(status === 500 ? 'class="fivehundred"' : 'fishy');
    });

    it('with the thrown value on that page in development only, and never as HTML', async () => {
      const { text } = await get('/throws', BROWSER);
      expect(text).not.toContain('<b>tide</b>');
      expect(text.includes('the &lt;b&gt;tide&lt;/b&gt; table')).toBe(dev);
    });

    it.each([
      ['/owner', 403, 'Only the owner may'],
      ['/%zz', 400, 'Bad Request'],
    ])("with Halyard's page where the app has none: %s", async (path, status, text) => {
      const answer = await get(path, BROWSER);
      expect(answer.status).toBe(status);
      expect(answer.headers['content-type']).toMatch(/^text\/html/);
      expect(answer.text).toContain(text);
    });

    it('that uses htmx or Inertia as a browser, although Sails treats it as a program', async () => {
      for (const headers of [
        { accept: '*/*', 'hx-request': 'true', 'hx-boosted': 'true' },
        { ...BROWSER, 'x-inertia': 'true', 'x-requested-with': 'XMLHttpRequest' },
      ]) {
        expect((await get('/owner', headers)).headers['content-type']).toMatch(/^text\/html/);
      }
    });

    it('that opens a page as without the hook', async () => {
      expect(await get('/signup', BROWSER)).toMatchObject({ status: 200, text: expect.stringContaining('<form method="post"') });
    });

    it('whose form is invalid by sending it back, with its errors and the typed text', async () => {
      const posted = await ask(`${sails().origin}/signup`, { method: 'POST', headers: FORM, body: 'boat=%3Cb%3E' });
      expect(posted).toMatchObject({ status: 303, headers: { location: '/signup' } });
      const cookie = [posted.headers['set-cookie']]
        .flat()
        .map((one) => one?.split(';', 1)[0])
        .join('; ');
      const page = (await get('/signup', { ...BROWSER, cookie })).text;
      expect(page).toContain('value="&lt;b&gt;"');
      expect(page).toContain('Tell us its name.');
    });

    it("with the app's own locals, and without those of the hook, where it calls `exposeLocalsToBrowser()`", async () => {
      const refused = await ask(`${sails().origin}/signup`, { method: 'POST', headers: FORM, body: 'boat=Petrel' });
      const cookie = [refused.headers['set-cookie']].flat().map((one) => one?.split(';', 1)[0]);
      const pages = await Promise.all([get('/signup', { ...BROWSER, cookie: cookie.join('; ') }), get('/towed', BROWSER)]);
      for (const { text } of pages) expect(/SAILS_LOCALS = \{([^}]*)\}/.exec(text)?.[1]?.trim()).toBe('berth: unescape(12),');
      expect(pages[0].text).toContain('value="Petrel"');
      expect(pages[1].text).toContain('<p>Gone</p>');
    });

    it("with the content of the app's own response", async () => {
      expect(await get('/tide', BROWSER)).toMatchObject({ status: 498, text: '<h1>The tide has turned</h1>' });
    });
  });
});
