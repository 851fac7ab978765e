import Hapi, { type Server } from '@hapi/hapi';
import express, { type Express } from 'express';
import Fastify, { type FastifyInstance } from 'fastify';
import Koa from 'koa';
import { describe, expect, it } from 'vitest';
import { halyard as onExpress } from '../../src/adapters/express/express.ts';
import { halyard as onFastify } from '../../src/adapters/fastify/fastify.ts';
import { halyard as onHapi } from '../../src/adapters/hapi/hapi.ts';
import { internalsOf } from '../../src/adapters/hapi/internals.ts';
import { halyard as onKoa } from '../../src/adapters/koa/koa.ts';
import type { Options } from '../../src/core/settings/options.ts';

interface Host<App> {
  readonly host: string;
  readonly make: () => App;
  /** Gives every reply a member, as an app or a plugin does. */
  readonly give: (app: App, name: string) => unknown;
  readonly mount: (app: App, options: Options) => unknown;
  /** The names of the members that every reply has. */
  readonly names: (app: App) => readonly string[];
  /** Names that the host itself refuses. */
  readonly own: readonly string[];
}

const host = <App>(row: Host<App>): Host<unknown> => row as Host<unknown>;

const HOSTS = [
  host<Express>({
    host: 'Express',
    make: () => express(),
    give: (app, name) => Object.assign(app.response, { [name]: () => 'mine' }),
    mount: (app, options) => onExpress(app, options),
    names: (app) => Object.getOwnPropertyNames(app.response),
    own: [],
  }),
  host<Koa>({
    host: 'Koa',
    make: () => new Koa(),
    give: (app, name) => Object.assign(app.context, { [name]: () => 'mine' }),
    mount: (app, options) => onKoa(app, options),
    names: (app) => Object.getOwnPropertyNames(app.context),
    own: [],
  }),
  host<FastifyInstance>({
    host: 'Fastify',
    make: () => Fastify(),
    give: (app, name) => app.decorateReply(name, () => 'mine'),
    mount: (app, options) => app.register(onFastify, options),
    names: (app) => ['ok', 'notFound', 'serverError', 'outOfStock', 'form', 'view'].filter((name) => app.hasReplyDecorator(name)),
    own: [],
  }),
  host<Server>({
    host: 'hapi',
    make: () => Hapi.server(),
    give: (server, name) => server.decorate('toolkit', name as never, (() => 'mine') as never),
    mount: (server, options) => server.register({ plugin: onHapi, options }),
    names: (server) => [...Object.getOwnPropertyNames(internalsOf(server).toolkit), ...server.decorations.toolkit.map(String)],
    own: ['abandon', 'authenticated', 'close', 'context', 'continue', 'entity', 'realm', 'state', 'unauthenticated', 'unstate', '_private'],
  }),
];

describe.each(HOSTS)('a name that is taken on $host', ({ make, give, mount, names, own }) => {
  async function refused(app: unknown, name: string): Promise<void> {
    const before = names(app);
    await expect(async () => mount(app, { logger: false, responses: { [name]: () => 'ours' } })).rejects.toMatchObject({ code: 'E_NAME_TAKEN' });
    expect(names(app)).toEqual(before);
  }

  it.each(['ok', 'serverError', 'outOfStock'])('is refused before any member is added: %s', async (name) => {
    const app = make();
    give(app, name);
    await refused(app, name);
  });

  if (own.length > 0) it.each(own)('is refused before any member is added: %s, which the host refuses', (name) => refused(make(), name));
});

describe('Koa', () => {
  it('is left as it was if ctx.onerror is taken', async () => {
    const app = new Koa();
    Object.assign(app.context, { onerror: () => undefined });
    const before = Object.getOwnPropertyNames(app.context);
    expect(() => onKoa(app, { logger: false })).toThrow(expect.objectContaining({ code: 'E_NAME_TAKEN' }));
    expect(Object.getOwnPropertyNames(app.context)).toEqual(before);
  });
});

describe('hapi', () => {
  it('takes Halyard after a registration that was refused', async () => {
    const server = Hapi.server();
    server.decorate('toolkit', 'outOfStock' as never, (() => 'mine') as never);
    await expect(server.register({ plugin: onHapi, options: { responses: { outOfStock: () => 'ours' } } })).rejects.toThrow('E_NAME_TAKEN');
    await server.register({ plugin: onHapi, options: { logger: false } });
    server.route({ method: 'GET', path: '/', handler: (_request, h) => h.gone() });
    expect((await server.inject('/')).statusCode).toBe(410);
  });
});
