import { assertBodySize, getValidatedQuery, H3, readBody, readValidatedBody, requireBasicAuth } from 'h3';
import * as older from 'h3v1';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { thrown } from '../../../tests/support/answer-of.ts';

const boat = z.object({ boat: z.string().min(9) });
const short = { detail: 'Too small: expected string to have >=9 characters', pointer: '#/boat', code: 'too_small' };
const email = v.object({ email: v.pipe(v.string(), v.email()) });
const invalid = { detail: 'Invalid email', pointer: '#/email', code: 'email' };

/** Part of a body whose text must not appear in any answer. */
const post = { method: 'POST', body: '{"boat": hunter2', headers: { 'content-type': 'application/json' } };

/** Returns the error that an app's `onError` receives from h3 2. */
async function errorOf(path: string, init?: RequestInit): Promise<unknown> {
  const errors: unknown[] = [];
  const app = new H3({ silent: true, onError: (error) => void errors.push(error) });
  app.get('/zod', (event) => getValidatedQuery(event, boat));
  app.get('/parse', (event) => getValidatedQuery(event, (query) => boat.parse(query)));
  app.get('/valibot', (event) => getValidatedQuery(event, (query) => v.parse(email, query)));
  app.get('/false', (event) => getValidatedQuery(event, () => false));
  app.get('/guess', (event) =>
    getValidatedQuery(event, () => {
      throw new Error('hunter2 in the column secret');
    }),
  );
  app.get('/guarded', async (event) => void (await requireBasicAuth(event, { password: 'x', realm: 'harbour' })));
  app.get('/broken', () => {
    throw new Error('the database at 10.0.0.5');
  });
  app.post('/body', (event) => readBody(event));
  app.post('/valid', (event) => readValidatedBody(event, boat));
  app.post('/small', async (event) => {
    await assertBodySize(event, 3);
    return readBody(event);
  });
  await app.request(path, init);
  return errors[0];
}

/** Returns the same error from h3 1, which Nuxt and Nitro 2 use. */
async function olderErrorOf(path: string, init?: RequestInit): Promise<unknown> {
  const errors: unknown[] = [];
  const app = older.createApp({ onError: (error) => void errors.push(error) });
  const { eventHandler, getValidatedQuery: validated } = older;
  app.use(
    '/parse',
    eventHandler((event) => validated(event, boat.parse)),
  );
  app.use(
    '/valibot',
    eventHandler((event) => validated(event, (query) => v.parse(email, query))),
  );
  app.use(
    '/false',
    eventHandler((event) => validated(event, () => false)),
  );
  app.use(
    '/body',
    eventHandler((event) => older.readBody(event, { strict: true })),
  );
  await older.toWebHandler(app)(new Request(`http://harbour.example${path}`, init));
  return errors[0];
}

const problem = (status: number, title: string, more: object = {}): object => ({ title, status, ...more });

describe.each([
  ['h3 2', errorOf],
  ['h3 1', olderErrorOf],
] as const)('an error that %s itself made', (name, make) => {
  it.each<[string, string, RequestInit | undefined, object]>([
    ['a query that zod refused', '/parse?boat=hunter2', undefined, problem(400, 'Bad Request', { errors: [expect.objectContaining(short)] })],
    // valibot's message ends with the value, and h3 1 copies it into its own message.
    ['a query that valibot refused', '/valibot?email=hunter2', undefined, problem(400, 'Bad Request', { errors: [invalid] })],
    ['a body that is no JSON', '/body', post, problem(400, 'Bad Request', { detail: 'Invalid JSON body' })],
    ['an unknown path', '/hunter2', undefined, problem(404, 'Not Found')],
  ])('keeps its status and repeats nothing of the request: %s', async (_, path, init, expected) => {
    const answer = await thrown(await make(path, init));
    expect(answer.problem).toEqual(expected);
    expect(JSON.stringify(answer.problem)).not.toContain('hunter2');
  });

  it('has a general text if no validator message exists', async () => {
    const detail = name === 'h3 2' ? 'Validation failed' : 'Validation Error';
    expect((await thrown(await make('/false'))).problem).toEqual(problem(400, 'Bad Request', { detail }));
  });

  it('is logged without the submitted values', async () => {
    expect((await thrown(await make('/valibot?email=hunter2'))).everything).not.toContain('hunter2');
  });
});

describe('an error that h3 2 itself made', () => {
  it.each<[string, string, RequestInit | undefined, object]>([
    ['a query that a Standard Schema refused', '/zod?boat=hunter2', undefined, problem(400, 'Bad Request', { errors: [expect.objectContaining(short)] })],
    ['the same of a body', '/valid', { ...post, body: '{"boat":"hunter2"}' }, problem(400, 'Bad Request', { errors: [expect.objectContaining(short)] })],
    ['what a check of the app threw', '/guess', undefined, problem(400, 'Bad Request')],
    ['a body that is too large', '/small', post, problem(413, 'Content Too Large', { detail: 'Request body size exceeds the limit of 3 bytes' })],
    ['an unexpected failure', '/broken', undefined, problem(500, 'Internal Server Error')],
  ])('keeps its status: %s', async (_, path, init, expected) => {
    expect((await thrown(await errorOf(path, init))).problem).toEqual(expected);
  });

  it('sends the header field of its status', async () => {
    const { status, headers } = await thrown(await errorOf('/guarded'));
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Basic realm="harbour", charset="UTF-8"']);
  });
});
