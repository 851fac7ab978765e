import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { All, Controller, type DynamicModule, Module, type ModuleMetadata, type NestApplicationOptions } from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { fastifyOptions } from '../../src/adapters/fastify/server.ts';

/** A method of a class made at run time, in the form that its decorators need. */
export function decorate(type: { readonly prototype: object }, name: string, ...decorators: readonly MethodDecorator[]): void {
  for (const one of decorators) one(type.prototype, name, Object.getOwnPropertyDescriptor(type.prototype, name) as PropertyDescriptor);
}

/** The platform below Nest. */
export const PLATFORMS: readonly (readonly [string, () => AbstractHttpAdapter])[] = [
  ['Express', () => new ExpressAdapter()],
  ['Fastify', () => new FastifyAdapter(fastifyOptions())],
];

/** A controller with a handler for each path, for any method. Node has no decorators, so they are called as functions. */
export function controllerOf(handlers: Readonly<Record<string, (...args: never[]) => unknown>>): new () => object {
  class Routes {}
  for (const [path, value] of Object.entries(handlers)) {
    Object.defineProperty(Routes.prototype, path, { value, writable: true, configurable: true });
    decorate(Routes, path, All(path));
  }
  Controller()(Routes);
  return Routes;
}

export function moduleOf(metadata: ModuleMetadata): new () => object {
  class App {}
  Module(metadata)(App);
  return App;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

export interface Running {
  readonly app: NestExpressApplication;
  readonly url: string;
  ask(path: string, init?: RequestInit): Promise<Answer>;
  stop(): Promise<void>;
}

/** A Nest app on a free port, with `halyard` among its modules. */
export async function running({
  halyard,
  handlers = {},
  metadata = {},
  app: appOptions = {},
  adapter = new ExpressAdapter(),
  prepare = () => undefined,
}: {
  readonly halyard: DynamicModule;
  readonly handlers?: Parameters<typeof controllerOf>[0];
  readonly metadata?: ModuleMetadata;
  readonly app?: NestApplicationOptions;
  readonly adapter?: AbstractHttpAdapter;
  readonly prepare?: (app: NestExpressApplication) => unknown;
}): Promise<Running> {
  const { imports = [], controllers = [], ...rest } = metadata;
  const App = moduleOf({ imports: [halyard, ...imports], controllers: [controllerOf(handlers), ...controllers], ...rest });
  const app = await NestFactory.create<NestExpressApplication>(App, adapter, { logger: false, abortOnError: false, ...appOptions });
  await prepare(app);
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${((app.getHttpServer() as Server).address() as AddressInfo).port}`;
  return {
    app,
    url,
    async ask(path, init = {}) {
      const answer = await fetch(`${url}/${path}`, { ...init, headers: { accept: 'application/json', ...init.headers } });
      const text = await answer.text();
      const { status, headers } = answer;
      return { status, headers, text, json: /^[[{]/.test(text) ? (JSON.parse(text) as Record<string, unknown>) : {} };
    },
    stop: () => app.close(),
  };
}
