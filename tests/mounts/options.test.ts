import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import Hapi from '@hapi/hapi';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { Server } from 'socket.io';
import { describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { halyard as onExpress } from '../../src/adapters/express/express.ts';
import { halyard as onFastify } from '../../src/adapters/fastify/fastify.ts';
import { halyard as onFetch } from '../../src/adapters/fetch/fetch.ts';
import { halyard as onHapi } from '../../src/adapters/hapi/hapi.ts';
import { halyard as onHono } from '../../src/adapters/hono/hono.ts';
import { halyard as onKoa } from '../../src/adapters/koa/koa.ts';
import { HalyardModule } from '../../src/adapters/nest/nest.ts';
import { halyard as onNode } from '../../src/adapters/node-http/node-http.ts';
import { halyard as onSocketIo } from '../../src/adapters/socket-io/socket-io.ts';
import { halyard as onWs } from '../../src/adapters/ws/ws.ts';
import type { Options } from '../../src/core/settings/options.ts';
import type { HalyardError } from '../../src/core/values/errors.ts';

interface Mount {
  /** The folder in `src/adapters/`. */
  readonly host: string;
  readonly name: string;
  /** Mounts Halyard as an app does. Throws or rejects if Halyard refuses the options. */
  mount(options: Options): unknown;
  /** Values that this host cannot refuse, each with the reason. */
  readonly except?: Readonly<Record<string, string>>;
}

async function startNest(adapter: ExpressAdapter | FastifyAdapter, options: Options): Promise<void> {
  class App {}
  Module({ imports: [HalyardModule.forRoot(options)] })(App);
  const app = await NestFactory.create(App, adapter as ExpressAdapter, { logger: false, abortOnError: false });
  await app.init();
  await app.close();
}

const AWAITED = { 'a promise': 'Nest awaits a promise of the options.', 'a promise that rejects': 'Nest awaits it, and fails to start with its error.' };

const MOUNTS: readonly Mount[] = [
  { host: 'node-http', name: 'node:http', mount: (options) => onNode(options) },
  { host: 'express', name: 'Express', mount: (options) => onExpress(express(), options) },
  {
    host: 'fastify',
    name: 'Fastify',
    mount: (options) => Fastify().register(onFastify, options).ready(),
    except: { null: 'Fastify itself passes {} to a plugin that is registered with null.' },
  },
  {
    host: 'fastify',
    name: 'Fastify, in a plugin',
    mount: async (options) => {
      const app = Fastify();
      await app.register(onFastify, {});
      app.register(
        (inner, _, done) => {
          inner.register(onFastify, options);
          done();
        },
        { prefix: '/inner' },
      );
      await app.ready();
    },
    except: { null: 'Fastify itself passes {} to a plugin that is registered with null.' },
  },
  { host: 'koa', name: 'Koa', mount: (options) => onKoa(new Koa(), options) },
  { host: 'hapi', name: 'hapi', mount: (options) => Hapi.server().register({ plugin: onHapi, options }) },
  { host: 'hono', name: 'Hono', mount: (options) => onHono(new Hono(), options) },
  { host: 'fetch', name: 'fetch', mount: (options) => onFetch(options) },
  { host: 'nest', name: 'Nest on Express', mount: (options) => startNest(new ExpressAdapter(), options), except: AWAITED },
  { host: 'nest', name: 'Nest on Fastify', mount: (options) => startNest(new FastifyAdapter(), options), except: AWAITED },
  { host: 'socket-io', name: 'Socket.IO', mount: (options) => onSocketIo(new Server(createServer()), options) },
  { host: 'ws', name: 'ws', mount: (options) => onWs(new WebSocketServer({ noServer: true }), options) },
];

type Mistake = [name: string, make: () => unknown, found: string, todo?: string];

/** What an app passes by mistake, and what the message says about it. */
const MISTAKES: readonly Mistake[] = [
  ['a promise', () => Promise.resolve({ logger: false }), 'options: a promise', 'await load()'],
  ['a promise that rejects', () => Promise.reject(new Error('no such folder')), 'options: a promise', 'await load()'],
  ['null', () => null, 'options: null'],
  ['a list', () => [{ logger: false }], 'options: a list'],
  ['a text', () => 'production', 'options: "production"'],
  ['a number', () => 1, 'options: 1'],
  ['views that are a folder', () => ({ views: './views' }), 'views: "./views"'],
  ['views that are a promise', () => ({ views: Promise.reject(new Error('no such folder')) }), 'views: a promise'],
  ['responses that are a promise', () => ({ responses: Promise.reject(new Error('no such folder')) }), 'responses: a promise'],
  ['locals that are a text', () => ({ locals: 'Orders' }), 'locals: "Orders"'],
];

/** The error with which the mount refuses. */
async function refusal(mount: Mount['mount'], options: unknown): Promise<unknown> {
  try {
    await mount(options as Options);
  } catch (error) {
    return error;
  }
  throw new Error('The options were accepted.');
}

describe('the options of a mount', () => {
  it('have a row here for each host', () => {
    const folders = readdirSync(new URL('../../src/adapters', import.meta.url));
    // Sails reads its options from a file: tests/sails/settings.test.ts.
    expect(new Set(MOUNTS.map(({ host }) => host))).toEqual(new Set(folders.filter((folder) => folder !== 'sails')));
  });

  describe.each(MOUNTS)('of $name', ({ mount, except = {} }) => {
    it.each<Mistake>(MISTAKES.filter(([name]) => except[name] === undefined))('are refused if they are %s', async (_, make, found, todo = '') => {
      const error = (await refusal(mount, make())) as HalyardError;
      expect(error).toMatchObject({ code: 'E_OPTION', message: expect.stringContaining(`Found ${found}`) });
      expect(error.message).toMatch(/Expected \S/);
      expect(error.message).toContain(todo);
    });

    it('are accepted without a mistake', async () => {
      await mount({ logger: false, views: [], responses: {}, locals: {}, preset: 'sails-1' });
    });
  });
});
