import { Controller, Get, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { logger } from '../../servers/logger.mjs';

/** Nest's logger, with the same pino as the other servers. */
const nestLogger = {
  error: (error, ...rest) => logger.error(error instanceof Error ? { err: error } : { rest }, String(error?.message ?? error)),
  log() {},
  warn() {},
  debug() {},
};

/** A Nest app with a handler for each path, ready to listen. Its decorators are called as functions. `adapter`: Express' by default. */
export async function nestServer({ handlers, imports = [], filter, adapter, prepare }) {
  class Harbour {}
  for (const [path, value] of Object.entries(handlers)) {
    Object.defineProperty(Harbour.prototype, path, { value });
    Get(path)(Harbour.prototype, path, Object.getOwnPropertyDescriptor(Harbour.prototype, path));
  }
  Controller()(Harbour);
  class App {}
  Module({ imports, controllers: [Harbour] })(App);

  const args = adapter === undefined ? [] : [adapter];
  const app = await NestFactory.create(App, ...args, { logger: nestLogger, abortOnError: false });
  Logger.overrideLogger(nestLogger);
  if (filter !== undefined) app.useGlobalFilters(filter);
  prepare?.(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready?.();
  return app.getHttpServer();
}
