import Hapi from '@hapi/hapi';
import { serve } from '@hono/node-server';
import { bodyParser } from '@koa/bodyparser';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { describe, expect, it } from 'vitest';
import { halyard as onExpress } from '../../../src/adapters/express/express.ts';
import { halyard as onFastify } from '../../../src/adapters/fastify/fastify.ts';
import { halyard as onHapi } from '../../../src/adapters/hapi/hapi.ts';
import { halyard as onHono } from '../../../src/adapters/hono/hono.ts';
import { halyard as onKoa } from '../../../src/adapters/koa/koa.ts';
import { afterwards, hintsFor, listening } from './listening.ts';

const OPTIONS = { environment: 'development', logger: false } as const;
const JSON_BODY = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"email":"ann@example.org","password":"hunter2"}' };

const fails = (): never => {
  throw new Error('the till is open');
};

/** An app of each host that reads a JSON body, and then fails. */
const HOSTS: readonly (readonly [string, () => Promise<string>])[] = [
  [
    'Express',
    async () => {
      const app = express();
      onExpress(app, OPTIONS);
      app.use(express.json());
      app.post('/orders', fails);
      return listening(app);
    },
  ],
  [
    'Fastify',
    async () => {
      const app = Fastify();
      afterwards(() => app.close());
      await app.register(onFastify, OPTIONS);
      app.post('/orders', fails);
      return app.listen({ port: 0, host: '127.0.0.1' });
    },
  ],
  [
    'Koa',
    async () => {
      const app = new Koa();
      onKoa(app, OPTIONS);
      app.use(bodyParser());
      app.use(fails);
      return listening(app.callback());
    },
  ],
  [
    'Hono',
    async () => {
      const app = new Hono();
      onHono(app, OPTIONS);
      app.post('/orders', async (c) => {
        await c.req.json();
        return fails();
      });
      return listening(serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as never);
    },
  ],
  [
    'hapi',
    async () => {
      const server = Hapi.server({ port: 0, host: '127.0.0.1' });
      afterwards(() => server.stop({ timeout: 1 }));
      await server.register({ plugin: onHapi, options: OPTIONS });
      server.route({ method: 'POST', path: '/orders', handler: fails });
      await server.start();
      return server.info.uri;
    },
  ],
];

describe.each(HOSTS)('the report of a failure on %s', (_name, start) => {
  it('has the parsed body, masked, and the header fields', async () => {
    const response = await fetch(`${await start()}/orders`, { ...JSON_BODY, headers: { ...JSON_BODY.headers, accept: 'application/json', 'x-trace': 'abc' } });
    const { report } = (await response.json()) as { report: { request: { body?: string; headers: readonly (readonly [string, string])[] } } };
    expect(JSON.parse(report.request.body ?? 'null')).toEqual({ email: '[masked]', password: '[masked]' });
    expect(report.request.headers).toContainEqual(['x-trace', 'abc']);
  });
});

describe('the hint of a body', () => {
  it('names the parser that is missing', async () => {
    const app = express();
    onExpress(app, OPTIONS);
    app.post('/orders', (request, response) => void response.json((request.body as { email: string }).email));
    const [hint] = await hintsFor(`${await listening(app)}/orders`, JSON_BODY);
    expect(hint).toEqual({
      text: 'Perhaps the handler reads the body: nothing has parsed the body of this request, which has Content-Type application/json.',
      code: 'app.use(express.json());',
    });
  });

  it('has the sizes and the option of the limit', async () => {
    const app = express();
    onExpress(app, OPTIONS);
    app.use(express.json({ limit: 10 }));
    const [hint] = await hintsFor(`${await listening(app)}/orders`, JSON_BODY);
    expect(hint?.text).toBe(
      'The body is too large. The parser takes 10 bytes, and the body has 48. Raise the limit of the parser if such bodies are expected.',
    );
    expect(hint?.code).toBe("app.use(express.json({ limit: '1mb' }));");
  });

  it.each(HOSTS)('says on %s that the body is no JSON, and quotes nothing of it', async (_name, start) => {
    const hints = await hintsFor(`${await start()}/orders`, { ...JSON_BODY, body: '{"password":hunter2}' });
    expect(hints[0]?.text).toBe('The body is not valid JSON.');
    expect(JSON.stringify(hints)).not.toContain('hunter2');
  });

  it('names the plugin of Fastify for a form', async () => {
    const start = HOSTS[1]?.[1] as () => Promise<string>;
    const [hint] = await hintsFor(`${await start()}/orders`, { method: 'POST', body: new URLSearchParams({ a: '1' }) });
    expect(hint?.text).toBe('The server takes no body with Content-Type application/x-www-form-urlencoded;charset=UTF-8.');
    expect(hint?.code).toBe("await app.register(import('@fastify/formbody'));");
  });
});
