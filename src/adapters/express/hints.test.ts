import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
// @ts-expect-error The types are those of Express 5, and near enough.
import express4 from 'express4';
import { describe, expect, it } from 'vitest';
import { halyard } from './express.ts';

type Change = (app: Express, make: typeof express) => unknown;

/** The warnings of Halyard after three requests: one that succeeds, one that fails, and one that no route matches. */
async function hintsOf(make: typeof express, change: Change, environment: 'development' | 'production' = 'development'): Promise<readonly string[]> {
  const lines: string[] = [];
  const ignore = (): void => {};
  const warn = (_record: object, line: string): void => void (line.includes('before Halyard') && lines.push(line));
  const app = make();
  halyard(app, { environment, logger: { error: ignore, warn, info: ignore, debug: ignore } });
  app.get('/ok', (_request, response) => void response.json({}));
  app.get('/missing', (_request, response) => void response.status(404).json({}));
  app.get('/fails', () => {
    throw new Error('failed');
  });
  change(app, make);
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const path of ['/ok', '/missing', '/fails', '/nowhere', '/fails', '/nowhere', '/api/fails', '/api/nowhere']) {
    await (await fetch(`${origin}${path}`)).text();
  }
  await wait(50);
  server.close();
  return lines;
}

const generator404: RequestHandler = (_req, _res, next) => next(Object.assign(new Error('Not Found'), { status: 404 }));
// express-generator's.
const generatorErrors: ErrorRequestHandler = (err, _req, res, _unused) => {
  res.locals['message'] = err.message;
  res.status(err.status || 500);
  res.send('error');
};
// The shape of node-express-boilerplate.
const boilerplateErrors: ErrorRequestHandler = (err, _req, res, next) => {
  const { statusCode = 500, message } = err;
  if (res.headersSent) {
    return next(err);
  }
  res.status(statusCode).send({ code: statusCode, message });
};

const BEFORE_HALYARD: Readonly<Record<string, readonly [Change, readonly string[]]>> = {
  'the error handler of express-generator': [(app) => app.use(generator404).use(generatorErrors), ['errors']],
  'an error handler that hands over after the head only': [(app) => app.use(boilerplateErrors), ['errors']],
  'middleware that answers 404': [(app) => app.use((_req, res) => void res.status(404).json({ message: 'Not found' })), ['unmatched routes']],
  'a block that answers 404': [
    (app) =>
      app.use((req, res, _next) => {
        res.status(404);
        if (req.accepts('html')) return void res.send('<p>none</p>');
        res.json({});
      }),
    ['unmatched routes'],
  ],
  'a route for every path and method that answers 404': [
    (app, make) => app.all(make === express ? '/{*rest}' : '*', (_req, res) => void res.status(404).json({})),
    ['unmatched routes'],
  ],
  'middleware for an expression that matches every path': [
    (app) => app.use(/.*/, (_req, res) => void res.type('txt').status(404).send('none')),
    ['unmatched routes'],
  ],
  'a router at the end that answers 404': [(app, make) => app.use(make.Router().use((_req, res) => void res.status(404).json({}))), ['unmatched routes']],
  both: [(app) => app.use((_req, res) => void res.sendStatus(404)).use(boilerplateErrors), ['errors', 'unmatched routes']],
};

const ORDINARY: Readonly<Record<string, Change>> = {
  'without handlers': () => undefined,
  'with an error handler for its own errors': (app) =>
    app.use(((error, _req, res, next) => (error.mine ? res.status(418).end() : next(error))) as ErrorRequestHandler),
  'with an error handler that throws the others': (app) =>
    app.use(((error, _req, res, _next) => {
      if (!error.mine) throw error;
      res.status(418).end();
    }) as ErrorRequestHandler),
  'with an error handler that calls a response method': (app) => app.use(((error, _req, res, _next) => void res.negotiate(error)) as ErrorRequestHandler),
  'with an error handler that logs and hands over': (app) =>
    app.use(((error, _req, _res, next) => {
      next(error);
    }) as ErrorRequestHandler),
  'with an error handler of one router': (app, make) =>
    app.use(
      '/api',
      make
        .Router()
        .get('/fails', () => Promise.reject(new Error('failed')))
        .use(boilerplateErrors),
    ),
  'with an error handler for one path': (app) => app.use('/api', generatorErrors),
  'with middleware that makes a 404': (app) => app.use(generator404),
  'with a 404 for one path': (app) => app.use('/api', (_req, res) => void res.status(404).json({})),
  'with a page for every other path': (app) => app.use((_req, res) => void res.send('<p>the app</p>')),
  'with middleware that answers some requests with 404': (app) =>
    app.use((req, res) => void (req.path === '/page' ? res.send('a page') : res.status(404).send('none'))),
  'with files': (app, make) => app.use(make.static(import.meta.dirname)),
  'with files that end unmatched requests': (app, make) => app.use(make.static(import.meta.dirname, { fallthrough: false })),
  'with a route for every path': (app) => app.get(/.*/, (_req, res) => void res.status(404).json({})),
  'with a router at the end that answers 404 for one path': (app, make) => app.use(make.Router().use('/api', (_req, res) => void res.status(404).json({}))),
  'with another app for every other path': (app, make) => app.use(make().use((_req, res) => void res.status(404).end())),
};

describe.each([
  ['Express 5', express],
  ['Express 4', express4 as unknown as typeof express],
])('a hint in development on %s', (_, make) => {
  it.each(Object.entries(BEFORE_HALYARD))('names %s, once', async (__, [change, answers]) => {
    const lines = await hintsOf(make, change);
    expect(lines.map((line) => /answers (.*) before Halyard/.exec(line)?.[1]).sort()).toEqual(answers);
    for (const line of lines)
      expect(line).toMatch(/^halyard: your middleware at \S*hints\.test\.ts:\d+ answers [a-z ]+ before Halyard\. Delete it, or call next\((err)?\) in it\.$/);
  });

  it.each(Object.entries(ORDINARY))('is not given for an app %s', async (__, change) => {
    expect(await hintsOf(make, change)).toEqual([]);
  });

  it('is not given in production', async () => {
    expect(await hintsOf(make, (app) => app.use(generatorErrors), 'production')).toEqual([]);
  });
});
