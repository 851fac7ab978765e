import { createServer, get, type Server, type ServerResponse } from 'node:http';
import { connect, createServer as createHttp2Server } from 'node:http2';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import Hapi from '@hapi/hapi';
import express from 'express';
import Fastify from 'fastify';
import { halyard as onExpress } from 'halyard/express';
import { halyard as onKoa } from 'halyard/koa';
import { halyard as onNode } from 'halyard/node-http';
import Koa from 'koa';
import { afterEach, describe, expect, it } from 'vitest';

/** Methods of a reply that middleware replaces in turn. The replacement throws at every call. */
const METHODS = ['writeHead', 'setHeader', 'end', 'getHeader', 'getHeaderNames', 'removeHeader', 'write'] as const;

interface Host {
  readonly server: Server;
  readonly log: readonly string[];
}

type Start = (breaks: (reply: object, method: string) => void) => Promise<Host>;

// The module names are values, so that the compiler does not load their types: the types of both hosts' replies would exist twice.
const { halyard: onFastify } = (await import('halyard/fastify' as string)) as { readonly halyard: never };
const { halyard: onHapi } = (await import('halyard/hapi' as string)) as { readonly halyard: never };
const express4 = createRequire(import.meta.url)('express4') as typeof express;
const servers: { close(): unknown; closeAllConnections?(): void }[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections?.();
    server.close();
  }
});

function logger(): { readonly log: string[]; readonly logger: never } {
  const log: string[] = [];
  const note = (record: object, line: string): number => log.push(`${line} ${JSON.stringify(record)}`);
  return { log, logger: { error: note, warn: note, info: note, debug: note } as never };
}

const listening = (server: Server): Promise<Server> =>
  new Promise((resolve) => {
    servers.push(server);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });

const expressApp =
  (make: typeof express): Start =>
  async (breaks) => {
    const { log, logger: own } = logger();
    const app = make();
    onExpress(app, { logger: own, environment: 'production' });
    app.use((request, reply, next) => {
      breaks(reply, request.path.slice(1));
      next();
    });
    app.use(() => {
      throw new Error('the first error');
    });
    return { server: await listening(createServer(app)), log };
  };

const fastifyApp =
  (hooks: boolean): Start =>
  async (breaks) => {
    const { log, logger: own } = logger();
    const app = Fastify();
    await app.register(onFastify, { logger: own, environment: 'production' } as never);
    app.addHook('onRequest', async (request, reply) => breaks(reply.raw, request.url.slice(1)));
    if (hooks) app.addHook('onSend', async (_request, _reply, payload) => payload);
    app.get('/*', async () => {
      throw new Error('the first error');
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    servers.push({ close: () => app.close() });
    return { server: app.server, log };
  };

const koaApp =
  (answer: (context: Koa.Context) => unknown): Start =>
  async (breaks) => {
    const { log, logger: own } = logger();
    const app = new Koa();
    onKoa(app, { logger: own, environment: 'production' });
    app.use(async (context, next) => {
      breaks(context.res, context.path.slice(1));
      await next();
    });
    app.use(answer as never);
    return { server: await listening(createServer(app.callback())), log };
  };

const hapiApp =
  (handler: Hapi.Lifecycle.Method): Start =>
  async (breaks) => {
    const { log, logger: own } = logger();
    const app = Hapi.server({ host: '127.0.0.1', debug: false });
    await app.register({ plugin: onHapi, options: { logger: own, environment: 'production' } } as never);
    app.ext('onPreHandler', (request, h) => {
      breaks(request.raw.res, request.path.slice(1));
      return h.continue;
    });
    app.route({ method: 'GET', path: '/{any*}', handler });
    await app.start();
    servers.push({ close: () => app.stop({ timeout: 100 }) });
    return { server: app.listener as Server, log };
  };

const fails = (): never => {
  throw new Error('the first error');
};

const HOSTS: Readonly<Record<string, Start>> = {
  'node:http': async (breaks) => {
    const { log, logger: own } = logger();
    const server = onNode({ logger: own, environment: 'production' }).createServer((request, reply) => {
      breaks(reply, (request.url ?? '').slice(1));
      fails();
    });
    return { server: await listening(server), log };
  },
  'Express 5': expressApp(express),
  'Express 4': expressApp(express4),
  'Fastify 5': fastifyApp(false),
  'Fastify 5 with hooks': fastifyApp(true),
  'hapi 21': hapiApp(() => fails()),
  'hapi 21, when a method is called': hapiApp((_request, h) =>
    (h as unknown as { serverError(error: Error): Hapi.ResponseObject }).serverError(new Error('the first error')),
  ),
  'Koa 3': koaApp(fails),
  'Koa 3, when the answer waits on the context': koaApp((context) => context.serverError(new Error('the first error'))),
};

const breaks = (reply: object, method: string): void => {
  (reply as Record<string, unknown>)[method] = () => {
    throw new Error(`middleware's own ${method}`);
  };
};

/** Resolves to `answered`, or to `closed` when the connection ends. Without either, the request waits as long as the test runs. */
function ask(server: Server, path: string): Promise<string> {
  return new Promise((resolve) => {
    const { port } = server.address() as AddressInfo;
    const request = get({ port, path, agent: false }, (reply) => {
      reply.resume();
      reply.on('end', () => resolve(`answered ${reply.statusCode}`)).on('error', () => resolve('closed'));
    });
    request.on('error', () => resolve('closed'));
  });
}

describe.each(Object.entries(HOSTS))('%s, under middleware that breaks a method of the reply', (_, start) => {
  it.each(METHODS)('answers, or ends the connection, when %s throws, and the log has both errors', async (method) => {
    const { server, log } = await start(breaks);
    const outcome = await ask(server, `/${method}`);
    expect(['answered 500', 'closed']).toContain(outcome);
    expect(log.join('\n')).toContain('the first error');
    if (outcome === 'closed') expect(log.join('\n')).toContain(`middleware's own ${method}`);
  });
});

describe('node:http2, under middleware that breaks a method of the reply', () => {
  it.each(['writeHead', 'setHeader', 'end', 'getHeaderNames'])('answers, or ends the stream, when %s throws', async (method) => {
    const { log, logger: own } = logger();
    const server = createHttp2Server(
      onNode({ logger: own, environment: 'production' }).http2Listener((_, reply) => {
        breaks(reply as unknown as ServerResponse, method);
        fails();
      }) as never,
    );
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const outcome = await new Promise<string>((resolve) => {
      const stream = session.request({ ':path': '/' });
      stream.on('response', ({ ':status': status }) => resolve(`answered ${status}`));
      stream.on('error', ({ message }) => resolve(message));
    });
    session.destroy();
    expect(outcome).toMatch(/^answered 500$|NGHTTP2_INTERNAL_ERROR/);
    expect(log.join('\n')).toContain('the first error');
  });
});
