import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, BROWSER, JSON_BODY } from './clients.ts';
import { type Lifted, SailsApp } from './sails-app.ts';

/**
 * The behaviour of Sails 1.5.18 without the hook, in the same app. These measurements are the reasons for the hook. A test here fails if a
 * later Sails repairs the defect.
 */
describe('the same app without the hook', () => {
  let app: SailsApp;
  const lifted: Partial<Record<'development' | 'production', Lifted>> = {};
  beforeAll(async () => {
    app = new SailsApp({ hook: false, files: { 'views/500.ejs': '<%= nobody.home %>' } });
    lifted.development = await app.lift('development');
    lifted.production = await app.lift('production');
  }, 180_000);
  afterAll(async () => {
    await lifted.development?.stop();
    await lifted.production?.stop();
    app.remove();
  });
  const url = (mode: 'development' | 'production', path: string): string => `${lifted[mode]?.origin}${path}`;

  it('answers a JSON client with a stack as HTML, and its markup is live', async () => {
    const { headers, text } = await ask(url('development', '/throws'));
    expect(headers['content-type']).toMatch(/^text\/html/);
    expect(text).toContain('<b>tide</b>');
  });

  it('answers a JSON client with plain text when there is no data', async () => {
    expect((await ask(url('production', '/no/such/page'))).headers['content-type']).toMatch(/^text\/plain/);
  });

  it('answers a browser whose page fails with nothing, as JSON', async () => {
    const { headers, text } = await ask(url('production', '/throws'), { headers: BROWSER });
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(text).toBe('');
  });

  it('drops the message of forbidden()', async () => {
    expect((await ask(url('production', '/owner'))).text).toBe('Forbidden');
  });

  it('answers `throw null` like a missing page', async () => {
    expect((await ask(url('production', '/throws-null'))).status).toBe(404);
  });

  it('sends no Vary', async () => {
    expect((await ask(url('development', '/berths'))).headers['vary']).toBe(undefined);
  });

  it('leaves a client waiting when its answer fails half-way', async () => {
    await expect(ask(url('development', '/half'))).rejects.toThrow('no answer within 3 s');
  });

  it('answers a body that it cannot parse with the stack, as HTML', async () => {
    const { headers, text } = await ask(url('development', '/echo'), { method: 'POST', headers: JSON_BODY, body: '{ "password": hunter2' });
    expect(headers['content-type']).toMatch(/^text\/html/);
    expect(text).toContain('SyntaxError');
  });

  it('ends the process when a response of the app rejects', async () => {
    await expect(ask(url('development', '/late'))).rejects.toThrow();
    expect(await lifted.development?.ended()).toBe(1);
  });
});
