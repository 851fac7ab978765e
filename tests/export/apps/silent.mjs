// An app on the host SILENT_HOST that writes a line into the file SILENT_FILE for all that runs because of a request.
import { appendFileSync } from 'node:fs';
import { Writable } from 'node:stream';

const { SILENT_HOST: host, SILENT_FILE: file } = process.env;
const note = (what) => appendFileSync(file, `${what}\n`);
const logs = (level) => (_record, message) => note(`logger ${level} ${message}`);
const logger = { error: logs('error'), warn: logs('warn'), info: logs('info'), debug: logs('debug') };
const report = () => note('reporter');
const render = (view) => {
  if (view === '503') throw new Error('a bug in the view');
  return `<!doctype html><html lang="en"><title>${view}</title><h1>${view}</h1></html>`;
};
const options = { logger, report, views: { render }, levels: { 404: 'warn', 400: 'info' } };

const apps = {
  async express() {
    const { default: express } = await import('express');
    const { halyard } = await import('halyard/express');
    const app = express();
    app.use((_req, res, next) => {
      note('middleware before Halyard');
      res.on('finish', () => note('access log'));
      next();
    });
    halyard(app, options);
    app.use((_req, _res, next) => {
      note('middleware');
      next();
    });
    app.all('/{*any}', (_req, res) => {
      note('route');
      res.send('done');
    });
    return app;
  },
  async fastify() {
    const { default: fastify } = await import('fastify');
    const { fastifyOptions, halyard } = await import('halyard/fastify');
    const stream = new Writable({
      write(chunk, _encoding, done) {
        note(`access log ${chunk}`);
        done();
      },
    });
    const app = fastify({ ...fastifyOptions(), logger: { stream, level: 'trace' } });
    app.get('/', () => {
      note('route before Halyard');
      return 'done';
    });
    await app.register(halyard, options);
    app.addHook('onRequest', async () => note('hook onRequest'));
    app.addHook('onResponse', async (request) => {
      request.log.info('done');
      note('hook onResponse');
    });
    app.get('/*', () => {
      note('route');
      return 'done';
    });
    return app;
  },
  async koa() {
    const { default: Koa } = await import('koa');
    const { halyard } = await import('halyard/koa');
    const app = new Koa();
    app.use(async (_ctx, next) => {
      note('middleware before Halyard');
      await next();
    });
    halyard(app, options);
    app.use((ctx) => {
      note('route');
      ctx.body = 'done';
    });
    return app;
  },
  async hono() {
    const { Hono } = await import('hono');
    const { halyard } = await import('halyard/hono');
    const app = new Hono();
    halyard(app, options);
    app.use(async (_c, next) => {
      note('middleware');
      await next();
    });
    app.all('*', (c) => {
      note('route');
      return c.text('done');
    });
    return app;
  },
  async hapi() {
    const { default: Hapi } = await import('@hapi/hapi');
    const { halyard } = await import('halyard/hapi');
    const server = Hapi.server();
    server.events.on('response', () => note('event response'));
    await server.register({ plugin: halyard, options });
    server.ext('onRequest', (_request, h) => {
      note('extension');
      return h.continue;
    });
    server.route({
      method: '*',
      path: '/{any*}',
      handler: () => {
        note('route');
        return 'done';
      },
    });
    return server;
  },
  async fetch() {
    const { halyard } = await import('halyard/fetch');
    const app = halyard(options);
    return {
      fetch: app.fetch(() => {
        note('route');
        return new Response('done');
      }),
    };
  },
  async node() {
    const { halyard } = await import('halyard/node-http');
    const { createServer } = halyard(options);
    return createServer((_request, response) => {
      note('route');
      response.end('done');
    });
  },
};

export const app = await apps[host]();
