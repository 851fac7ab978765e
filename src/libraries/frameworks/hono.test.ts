import { Hono } from 'hono';
import { basicAuth } from 'hono/basic-auth';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { jwt } from 'hono/jwt';
import { timeout } from 'hono/timeout';
import { validator } from 'hono/validator';
import { describe, expect, it } from 'vitest';
import { thrown } from '../../../tests/support/answer-of.ts';

/** Returns the error that an app's `onError` receives. */
async function errorOf(path: string, init?: RequestInit): Promise<unknown> {
  const errors: unknown[] = [];
  const app = new Hono();
  app.onError((error, c) => c.text(String(errors.push(error))));
  app.get('/basic', basicAuth({ username: 'u', password: 'p', realm: 'harbour' }));
  app.get('/jwt', jwt({ secret: 'p', alg: 'HS256', realm: 'harbour' } as never));
  app.get('/slow', timeout(10), () => new Promise<Response>(() => {}));
  app.post('/limit', bodyLimit({ maxSize: 3 }));
  app.post('/csrf', csrf());
  app.post(
    '/json',
    validator('json', (body) => body),
  );
  await app.request(path, init);
  return errors[0];
}

const post = (type: string): RequestInit => ({ method: 'POST', body: '{"boat": hunter2', headers: { 'content-type': type, 'content-length': '16' } });

describe('an HTTPException of Hono’s own middleware', () => {
  it.each<[string, string, RequestInit | undefined, number, string | undefined]>([
    ['bodyLimit', '/limit', post('text/plain'), 413, undefined],
    ['csrf', '/csrf', post('text/plain'), 403, undefined],
    ['timeout', '/slow', undefined, 504, undefined],
    ['validator', '/json', post('application/json'), 400, 'Malformed JSON in request body'],
  ])('keeps its status: %s', async (_, path, init, status, detail) => {
    const { problem, everything } = await thrown(await errorOf(path, init));
    expect([problem['status'], problem['detail']]).toEqual([status, detail]);
    expect(everything).not.toContain('hunter2');
  });

  it('sends the header field of its status, but not its Response as it is: basicAuth', async () => {
    const { problem, headers } = await thrown(await errorOf('/basic'));
    expect([problem, headers.get('www-authenticate')]).toEqual([{ title: 'Unauthorized', status: 401 }, 'Basic realm="harbour"']);
  });

  it('keeps the client’s token in its cause out of the log: jwt', async () => {
    const { problem, headers, everything } = await thrown(await errorOf('/jwt', { headers: { authorization: 'Bearer hunter2' } }));
    expect(problem).toEqual({ title: 'Unauthorized', status: 401 });
    expect(headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(everything).not.toContain('hunter2');
  });
});
