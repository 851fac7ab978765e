import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import coBody from 'co-body';
import express from 'express';
// @ts-expect-error The types are those of Express 5, and near enough.
import express4 from 'express4';
import Koa from 'koa';
import { describe, expect, it } from 'vitest';
import { halyard as onExpress } from '../../src/adapters/express/express.ts';
import { halyard as onKoa } from '../../src/adapters/koa/koa.ts';
import { halyard as onNode } from '../../src/adapters/node-http/node-http.ts';
import type { Options } from '../../src/core/settings/options.ts';

type Read = (request: Parameters<RequestListener>[0]) => Promise<unknown>;

/** Each host with co-body, which decompresses the body and passes on the error of zlib. */
const HOSTS: Readonly<Record<string, (options: Options, read: Read) => RequestListener>> = {
  'node:http': (options, read) =>
    onNode(options).listener(async (req, res) => {
      await read(req as never);
      res.end('read');
    }) as RequestListener,
  'Express 5': (options, read) => {
    const app = express();
    onExpress(app, options);
    app.post('/', async (req, res) => void res.send(await read(req)));
    return app;
  },
  'Express 4': (options, read) => {
    const app = (express4 as typeof express)();
    onExpress(app, options);
    app.post('/', async (req, res) => void res.send(await read(req)));
    return app;
  },
  Koa: (options, read) => {
    const app = new Koa();
    onKoa(app, options);
    app.use(async (context) => {
      context.body = await read(context.req);
    });
    return app.callback();
  },
};

describe.each(Object.entries(HOSTS))('A compressed body on %s', (_, open) => {
  const ask = async (headers: Readonly<Record<string, string>>, read: Read): Promise<readonly [number, readonly string[]]> => {
    const levels: string[] = [];
    const at = (level: string) => (): void => void levels.push(level);
    const listener = open({ environment: 'production', logger: { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') } }, read);
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { status } = await fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', connection: 'close', ...headers } });
    server.close();
    return [status, levels];
  };
  const parse: Read = (request) => coBody.json(request as never);
  const zlibError = async (): Promise<never> => {
    throw Object.assign(new Error('incorrect header check'), { errno: -3, code: 'Z_DATA_ERROR' });
  };

  it.each(['gzip', 'deflate', 'br'])('that is no %s is a 400', async (coding) => {
    expect(await ask({ 'content-encoding': coding }, parse)).toEqual([400, ['info']]);
  });

  it('may fail in the app: the error of zlib is a 500 for a body that was not compressed', async () => {
    expect(await ask({}, zlibError)).toEqual([500, ['error']]);
  });
});
