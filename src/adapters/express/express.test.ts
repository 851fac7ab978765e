import { createServer as createHttpServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
// @ts-expect-error The types are those of Express 5, and near enough.
import express4 from 'express4';
import { afterEach, describe, expect, it } from 'vitest';
import { createServer, halyard } from './express.ts';

const open: Server[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listening(server: Server): Promise<string> {
  open.push(server);
  if (!server.listening) await new Promise<void>((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function ask(
  url: string,
  { method = 'GET', body, type = 'application/json' }: { method?: string; body?: string; type?: string } = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, agent: false, headers: body === undefined ? {} : { 'content-type': type } }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

describe.each([
  ['Express 5', express],
  ['Express 4', express4 as unknown as typeof express],
])('halyard on %s', (_, makeApp) => {
  const app = () => {
    const made = makeApp();
    halyard(made, { logger: false, environment: 'production' });
    return made;
  };

  it('answers through app.listen(), twice on one app', async () => {
    const own = app();
    own.get('/berths', (_request, response) => response.ok([1, 2]));
    for (const server of [own.listen(0, '127.0.0.1'), own.listen(0, '127.0.0.1')]) {
      expect(await ask(`${await listening(server)}/berths`)).toEqual({ status: 200, text: '[1,2]' });
    }
  });

  it('answers through http.createServer(app)', async () => {
    expect((await ask(await listening(createHttpServer(app() as never).listen(0, '127.0.0.1')))).status).toBe(404);
  });

  it('has the methods on apps and routers that are mounted in it, before and after createServer()', async () => {
    const own = app();
    const [before, after, router] = [makeApp(), makeApp(), makeApp.Router()];
    for (const part of [before, after, router]) part.get('/gone', (_request, response) => response.gone());
    own.use('/before', before);
    const server = createServer(own);
    own.use('/after', after).use('/router', router);
    const origin = await listening(server.listen(0, '127.0.0.1'));
    for (const path of ['/before', '/after', '/router']) expect((await ask(`${origin}${path}/gone`)).status).toBe(410);
    expect((await ask(`${origin}/before/nowhere`)).status).toBe(404);
  });

  it("passes a thrown value to the app's error handlers, and answers the errors that they pass on", async () => {
    const own = app();
    const seen: unknown[] = [];
    own.get('/:what', (request) => {
      throw { nothing: undefined, route: 'route', text: 'a text' }[request.params['what'] as string];
    });
    own.use((error: unknown, _request: unknown, _response: unknown, next: (error: unknown) => void) => {
      seen.push(error);
      next(error);
    });
    const origin = await listening(own.listen(0, '127.0.0.1'));
    for (const what of ['nothing', 'route', 'text']) expect((await ask(`${origin}/${what}`)).status).toBe(500);
    expect(seen).toEqual([undefined, 'route', 'a text']);
  });

  it('answers a body that cannot be parsed with 400, and quotes nothing of it', async () => {
    const own = app();
    own.use(makeApp.json());
    const answer = await ask(await listening(own.listen(0, '127.0.0.1')), { method: 'POST', body: '{"password": hunter2}' });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('hunter2');
  });

  it('answers a body that is too large with 413', async () => {
    const own = app();
    own.use(makeApp.json({ limit: 10 }));
    expect((await ask(await listening(own.listen(0, '127.0.0.1')), { method: 'POST', body: '{"boat":"Curlew"}' })).status).toBe(413);
  });

  it('answers a file that is not there with 404, and does not name it', async () => {
    const own = app();
    own.get('/', (_request, response) => response.sendFile('/srv/secret/tide-table.pdf'));
    const answer = await ask(await listening(own.listen(0, '127.0.0.1')));
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('secret');
  });

  it('answers a parameter that cannot be decoded with 400', async () => {
    const own = app();
    own.get('/berths/:id', (_request, response) => response.ok());
    expect((await ask(`${await listening(own.listen(0, '127.0.0.1'))}/berths/%zz`)).status).toBe(400);
  });

  it('refuses to be mounted twice, on something else, or over a method that is there', () => {
    expect(() => halyard(app())).toThrow('E_MOUNTED_TWICE');
    expect(() => halyard({} as never)).toThrow('E_NOT_AN_APP');
    const taken = makeApp();
    Object.assign(taken.response, { notFound: () => undefined });
    expect(() => halyard(taken)).toThrow('E_NAME_TAKEN');
  });
});

describe('app.listen() on Express 5', () => {
  it('passes the error for a port in use to its callback once, as Express does', async () => {
    const own = express();
    halyard(own, { logger: false });
    const origin = await listening(own.listen(0, '127.0.0.1'));
    const errors: unknown[] = [];
    await new Promise<void>((resolve) => {
      own.listen(Number(new URL(origin).port), '127.0.0.1', (error?: Error) => {
        errors.push(error);
        resolve();
      });
    });
    expect(errors).toEqual([expect.objectContaining({ code: 'EADDRINUSE' })]);
  });
});
