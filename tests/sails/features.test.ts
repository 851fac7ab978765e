import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, ask, BROWSER, FORM, JSON_BODY, PROGRAM } from './clients.ts';
import { type Lifted, type Mode, SailsApp } from './sails-app.ts';

const MODES: readonly Mode[] = ['development', 'production'];

describe.each(MODES)("Sails' own answers use the app's responses, in %s", (mode) => {
  let app: SailsApp;
  let sails: Lifted;
  beforeAll(async () => {
    app = new SailsApp({ hook: true });
    sails = await app.lift(mode);
  }, 180_000);
  afterAll(async () => {
    await sails.stop();
    app.remove();
  });
  const send = (path: string, body: object, headers: Readonly<Record<string, string>> = JSON_BODY): Promise<Answer> =>
    ask(sails.origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
  const get = (path: string, headers?: Readonly<Record<string, string>>): Promise<Answer> => ask(sails.origin + path, headers === undefined ? {} : { headers });

  describe('policies', () => {
    it('that refuse a request answer with their reason', async () => {
      expect(await get('/berth/12/edit')).toMatchObject({ status: 403, text: '"Only the owner may"' });
      expect((await get('/berth/12/edit', BROWSER)).text).toContain('Only the owner may');
    });

    it('that are `false` refuse the request', async () => {
      expect(await get('/berth/closed')).toMatchObject({ status: 403, text: '"Forbidden"' });
    });

    it('that allow a request lead to the response of the failing action', async () => {
      expect((await get('/berth/12/edit?owner=1')).json()).toEqual({ id: '12' });
      expect((await get('/berth/99/edit?owner=1')).status).toBe(500);
    });
  });

  describe('actions2', () => {
    it.each<[string, number, unknown]>([
      ['Curlew', 200, { booked: 'Curlew' }],
      ['Petrel', 409, expect.objectContaining({ detail: 'Berth 12 is taken.' })],
      ['Ghost', 404, 'Not Found'],
      ['Pirate', 403, 'Only the owner may'],
      ['Wreck', 500, mode === 'development' ? expect.objectContaining({ message: 'the harbour master is asleep' }) : 'Internal Server Error'],
    ])('answer with the response that an exit names: %s', async (boat, status, body) => {
      const answer = await send('/berth/book', { boat });
      expect(answer.status).toBe(status);
      expect(answer.json()).toEqual(body);
    });

    it('answer a missing input with a 400 that names it, in production too', async () => {
      const answer = await send('/berth/book', {});
      expect(answer.status).toBe(400);
      expect(answer.json()).toMatchObject({ code: 'E_MISSING_OR_INVALID_PARAMS', problems: [expect.stringContaining('"boat"')] });
    });

    it('answer a browser with a page when an input is missing', async () => {
      const answer = await ask(`${sails.origin}/berth/book`, { method: 'POST', headers: FORM, body: '' });
      expect(answer.status).toBe(400);
      expect(answer.headers['content-type']).toMatch(/^text\/html/);
    });
  });

  describe('blueprints', () => {
    it('answer for a record that is made, found, missing, wrong or already there', async () => {
      const name = `Petrel ${mode}`;
      const made = await send('/boat', { name });
      expect(made).toMatchObject({ status: 200 });
      const { id } = made.json() as { id: number };
      expect((await get(`/boat/${id}`)).json()).toMatchObject({ name });
      expect((await get('/boat/12345')).status).toBe(404);
      expect((await get(`/boat?where=${encodeURIComponent('{"name":{"nonsense":1}}')}`)).status).toBe(400);
      expect((await send('/boat', {})).status).toBe(400);
    });
  });

  it('the process survives uncaught rejections of policies and actions', async () => {
    for (const path of ['/rejects', '/promise', '/late']) await get(path);
    expect(sails.exitCode).toBe(null);
  });
});

describe('CSRF protection', () => {
  let app: SailsApp;
  let sails: Lifted;
  beforeAll(async () => {
    app = new SailsApp({ hook: true });
    sails = await app.lift('production', { security__csrf: 'true' });
  }, 180_000);
  afterAll(async () => {
    await sails.stop();
    app.remove();
  });

  it.each(['/signup', '/no/such/page'])('refuses with a reason, as JSON and as a page: POST %s', async (path) => {
    const program = await ask(sails.origin + path, { method: 'POST', headers: PROGRAM });
    expect(program).toMatchObject({ status: 403, text: '"CSRF mismatch"' });
    const browser = await ask(sails.origin + path, { method: 'POST', headers: FORM, body: 'boat=Petrel' });
    expect(browser.status).toBe(403);
    expect(browser.text).toContain('CSRF mismatch');
  });
});
