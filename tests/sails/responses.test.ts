import { describe, expect, it } from 'vitest';
import { type Answer, ask, BROWSER, JSON_BODY } from './clients.ts';
import { useSails } from './lifted-app.ts';
import type { Mode } from './sails-app.ts';

const MODES: readonly Mode[] = ['development', 'production'];

describe.each(MODES)('a Sails 1.5 app with the hook, in %s', (mode) => {
  const sails = useSails(mode);
  const dev = mode === 'development';
  const get = (path: string, headers?: Readonly<Record<string, string>>): Promise<Answer> =>
    ask(sails().origin + path, headers === undefined ? {} : { headers });

  it('lifts without a change in the app, and only warns of a route to a response that does not exist', () => {
    const started = dev ? [expect.stringMatching(/^ info: halyard: loaded \d responses? \(.*\) from \S+api.responses\.$/)] : [];
    expect(sails().log.match(/.*halyard:.*/g)).toEqual([...started, expect.stringMatching(/^error: .*get \/no-response .*"noSuchResponse"/)]);
  });

  describe('answers a JSON client', () => {
    it.each<[string, number, unknown]>([
      ['/berths', 200, [{ id: 12, boat: 'Petrel' }]],
      ['/ok', 200, 'OK'],
      ['/text', 200, 'boom'],
      ['/circle', 200, { id: 12, neighbour: '[circular]' }],
      ['/salesforce', 500, dev ? 'Salesforce could not be reached' : 'Internal Server Error'],
      ['/silent', 500, 'Internal Server Error'],
      ['/owner', 403, 'Only the owner may'],
      ['/nowhere-to-moor', 404, 'Not Found'],
      ['/no/such/page', 404, 'Not Found'],
      ['/%zz', 400, 'Bad Request'],
      ['/tide', 498, { tide: 'out' }],
    ])('with JSON and a JSON type, the data without an envelope: %s', async (path, status, body) => {
      const answer = await get(path);
      expect(answer.status).toBe(status);
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
      expect(answer.json()).toEqual(body);
    });

    it.each(['/error', '/throws', '/rejects', '/promise', '/detached'])(
      'with an error object in development, and no detail of it in production: %s',
      async (path) => {
        const answer = await get(path);
        expect(answer.status).toBe(500);
        if (dev) expect(answer.json()).toMatchObject({ name: 'Error', message: expect.stringContaining('tide'), stack: expect.any(Array) });
        else expect(answer.json()).toBe('Internal Server Error');
      },
    );

    it.each(['/throws-null', '/berth/null'])('with a 500 when null was thrown: %s', async (path) => {
      expect((await get(path)).status).toBe(500);
    });

    it.each(['/berths', '/owner', '/throws'])('with Vary: %s', async (path) => {
      expect((await get(path)).headers['vary']).toContain('Accept');
    });

    it('by its XHR header, whatever its Accept', async () => {
      expect((await get('/owner', { ...BROWSER, 'x-requested-with': 'XMLHttpRequest' })).json()).toBe('Only the owner may');
    });

    it('that the app marks with `req.wantsJSON`', async () => {
      expect((await get('/api/owner', BROWSER)).json()).toBe('Only the owner may');
    });

    it('unless the app has set `req.wantsJSON` to `false`', async () => {
      expect((await get('/page/owner', { accept: 'application/json' })).headers['content-type']).toMatch(/^text\/html/);
    });

    it('by its Accept, and treats no other client as one', async () => {
      expect((await get('/owner', { accept: 'TEXT/HTML' })).headers['content-type']).toMatch(/^text\/html/);
      expect((await get('/owner', { accept: '*/*', 'sec-fetch-dest': 'document' })).headers['content-type']).toMatch(/^text\/html/);
      expect((await get('/owner', { accept: 'text/html;q=0, application/json' })).headers['content-type']).toMatch(/^application\/json/);
    });

    it('whose body cannot be parsed with a 400, without its stack and its body', async () => {
      const answer = await ask(`${sails().origin}/echo`, { method: 'POST', headers: JSON_BODY, body: '{ "password": hunter2' });
      expect(answer.status).toBe(400);
      expect(answer.json()).toBe('Unable to parse HTTP body.');
    });

    it('whose body is too large with a 413', async () => {
      const answer = await ask(`${sails().origin}/echo`, { method: 'POST', headers: JSON_BODY, body: JSON.stringify('x'.repeat(1_100_000)) });
      expect(answer.status).toBe(413);
    });
  });

  describe('and its virtual requests', () => {
    it.each<[string, number, unknown]>([
      ['berths', 200, [{ id: 12, boat: 'Petrel' }]],
      ['circle', 200, { id: 12, neighbour: '[circular]' }],
      ['owner', 403, 'Only the owner may'],
      ['salesforce', 500, dev ? 'Salesforce could not be reached' : 'Internal Server Error'],
      ['throws-null', 500, expect.anything()],
      ['no/such/page', 404, 'Not Found'],
      ['tide', 498, { tide: 'out' }],
      ['broken-page', 500, expect.anything()],
    ])('get the same answers: %s', async (path, status, body) => {
      const answer = (await get(`/virtual/${path}`)).json() as { status: number; body: unknown };
      expect(answer.status).toBe(status);
      if (dev && path === 'throws-null') return;
      expect(answer.body).toEqual(body);
    });
  });

  it('ends the connection of an answer that fails half-way, so that the client notices it', async () => {
    expect(await get('/half')).toMatchObject({ text: 'half a page', cut: true });
  });

  it('keeps the first of two answers, and logs that once', async () => {
    const log = await sails().logged(async () => expect((await get('/twice')).json()).toBe('first'));
    expect(log.match(/E_ANSWERED_TWICE/g)).toHaveLength(1);
    expect(log).not.toContain('ERR_HTTP_HEADERS_SENT');
  });

  it('survives a response of the app that rejects later', async () => {
    expect((await get('/late')).status).toBe(500);
    expect((await get('/ok')).status).toBe(200);
  });

  it("logs a failure with sails.log, in one record with the client's reference", async () => {
    let reference = '';
    const log = await sails().logged(async () => {
      reference = String((await get('/throws')).headers['error-reference']);
    });
    expect(log).toMatch(new RegExp(`error: GET /throws 500 serverError: the <b>tide</b> table \\(${reference}\\)\\n +at `));
    expect(log.match(/error:/g)).toHaveLength(1);
  });

  it('looks its responses up at each request', async () => {
    expect((await get('/live')).json()).toEqual({ replaced: true });
    expect((await get('/no/such/page')).json()).toBe('Not Found');
  });

  it("has the responses of Sails, those that Sails lacks, and the app's own", async () => {
    expect((await get('/names')).json()).toEqual(['function', 'function', 'function', 'function', 'function']);
  });

  it('chooses the response of res.negotiate() by the error', async () => {
    expect((await get('/negotiate')).status).toBe(404);
  });

  it('leaves out a route to a response that does not exist', async () => {
    expect((await get('/no-response')).status).toBe(404);
  });
});
