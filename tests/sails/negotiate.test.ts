import { describe, expect, it } from 'vitest';
import { ask, BROWSER } from './clients.ts';
import { useSails } from './lifted-app.ts';
import type { Mode } from './sails-app.ts';

const MODES: readonly Mode[] = ['development', 'production'];

/** Sails 1.5 itself: the status of the answer for the `status` of the value. `node scripts/sails-compare.mjs` asks it. */
const AS_SAILS: readonly (readonly [given: string, status: number])[] = [
  ...([
    ['400', 400],
    ['401', 400],
    ['403', 403],
    ['404', 404],
    ['409', 400],
    ['422', 400],
  ] as const),
  ...([
    ['500', 500],
    ['503', 500],
    ['200', 500],
    ['none', 500],
  ] as const),
];

describe.each(MODES)('res.negotiate() of Sails, in %s', (mode) => {
  const sails = useSails(mode);
  const get = (path: string, headers?: Readonly<Record<string, string>>) => ask(sails().origin + path, headers === undefined ? {} : { headers });

  it.each(AS_SAILS)('chooses the response as Sails does for an error and a plain object with the status %s: %i', async (given, status) => {
    for (const kind of ['error', 'object']) {
      expect((await get(`/negotiate/${kind}/${given}`)).status).toBe(status);
      expect((await get(`/negotiate/${kind}/${given}`, BROWSER)).status).toBe(status);
    }
  });

  it('answers in the form of the preset', async () => {
    expect((await get('/negotiate/object/400')).json()).toEqual({ reason: 'no such berth', status: 400 });
    const { message = 'withheld' } = (await get('/negotiate/error/409')).json() as { message?: string };
    expect(message).toBe(mode === 'development' ? 'no such berth' : 'withheld');
  });

  it('reads a status that is a text, as in errors of JSON:API', async () => {
    const answer = await get('/negotiate-text');
    expect([answer.status, answer.json()]).toEqual([400, { status: '404', reason: 'no such berth' }]);
  });

  it('is a serverError without an argument', async () => {
    const answer = await get('/negotiate-nothing');
    expect([answer.status, answer.json()]).toEqual([500, 'Internal Server Error']);
  });

  it('answers a response that was made to be thrown as itself', async () => {
    expect((await get('/negotiate-response')).status).toBe(409);
  });
});

describe('an error with a status of 500, in development', () => {
  const sails = useSails('development');

  it('is written like every other error, and not as a list', async () => {
    const [own, none] = [await ask(`${sails().origin}/throws/500`), await ask(`${sails().origin}/throws`)];
    expect(own.json()).toMatchObject({ name: 'Error', message: 'no such berth', stack: expect.any(Array) });
    expect(none.json()).toMatchObject({ name: 'Error', stack: expect.any(Array) });
  });
});
