import { Hono } from 'hono';
import { basicAuth } from 'hono/basic-auth';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { describe, expect, it } from 'vitest';
import { halyard } from './hono.ts';

const API = { headers: { accept: 'application/problem+json' } };

function mounted(routes: (app: Hono) => void): Hono {
  const app = new Hono();
  halyard(app, { logger: false });
  routes(app);
  return app;
}

const thrownBy = (error: Error): Hono =>
  mounted((app) =>
    app.get('/', () => {
      throw error;
    }),
  );

describe('an HTTPException', () => {
  const thrown = (error: HTTPException) => thrownBy(error).request('/', API);

  it('is its status and its message, in the client’s own format', async () => {
    expect(await (await thrown(new HTTPException(403, { message: 'Not your berth' }))).json()).toMatchObject({ status: 403, detail: 'Not your berth' });
    expect(await (await thrown(new HTTPException(418, { message: 'A teapot' }))).json()).toMatchObject({ status: 418, detail: 'A teapot' });
    expect(await (await thrown(new HTTPException(404))).json()).not.toHaveProperty('detail');
  });

  it('keeps its message to itself from status 500 on', async () => {
    for (const status of [500, 503, 504] as const) {
      const response = await thrown(new HTTPException(status, { message: 'S3CRET' }));
      expect([response.status, (await response.text()).includes('S3CRET')]).toEqual([status, false]);
    }
  });

  it('with a Response of plain text, as Hono’s middleware throws, keeps the header fields that its status requires', async () => {
    const app = mounted((one) => {
      one.use('/office/*', basicAuth({ username: 'ida', password: 'S3CRET' })).get('/office/', (c) => c.text('in'));
      one.post('/', bodyLimit({ maxSize: 4 }), (c) => c.text('in'));
    });
    const refused = await app.request('/office/', API);
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="Secure Area"']);
    expect(await refused.json()).toMatchObject({ status: 401, title: 'Unauthorized' });
    expect(await (await app.request('/', { ...API, method: 'POST', body: 'too long' })).json()).toMatchObject({ status: 413 });
  });

  it('with a Response of the app’s own making goes out as it is', async () => {
    const res = Response.json({ berth: 'A2' }, { status: 409, headers: { 'x-own': 'yes' } });
    const response = await thrown(new HTTPException(409, { res }));
    expect([response.status, response.headers.get('x-own'), await response.json()]).toEqual([409, 'yes', { berth: 'A2' }]);
  });
});
