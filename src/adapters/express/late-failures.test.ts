import { createServer } from 'node:http';
import { PassThrough, pipeline, Readable } from 'node:stream';
import { setTimeout as later } from 'node:timers/promises';
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
// @ts-expect-error The types are those of Express 5, and near enough.
import express4 from 'express4';
import { describe, expect, it } from 'vitest';
import { get, leaveEarly, listening, logged } from '../../../tests/support/second-answers.ts';
import { halyard } from './express.ts';

const error = (): Error => new Error('S3CRET');

const AFTER: Readonly<Record<string, RequestHandler>> = {
  'next(err)': (_req, res, next) => {
    res.json({});
    next(error());
  },
  'next(err) in a later turn': (_req, res, next) => {
    res.json({});
    setTimeout(() => next(error()), 10);
  },
  'a throw': (_req, res) => {
    res.json({});
    throw error();
  },
  'a rejection': async (_req, res) => {
    res.json({});
    throw error();
  },
  'next(err), and a throw of the same error': (_req, res, next) => {
    const failure = error();
    res.json({});
    next(failure);
    throw failure;
  },
  'a second res.json()': (_req, res) => {
    res.json({});
    res.status(500).json({});
  },
};

/** Two parts, and then an error. */
async function* parts(wait: number): AsyncGenerator<string> {
  yield 'the first half';
  await later(wait);
  throw error();
}

type Streaming = (source: AsyncIterable<string>, res: Response, next: NextFunction) => unknown;

const STREAMS: Readonly<Record<string, Streaming>> = {
  'a pipeline whose error goes to next()': (source, res, next) => void pipeline(Readable.from(source), res, (failure) => failure && next(failure)),
  'a pipeline through another stream': (source, res, next) =>
    void pipeline(Readable.from(source), new PassThrough(), res, (failure) => failure && next(failure)),
  'a stream that is piped, with next() for its error': (source, res, next) => void Readable.from(source).on('error', next).pipe(res),
  'a stream whose error goes to next() from two places': (source, res, next) =>
    void pipeline(Readable.from(source).on('error', next), res, (failure) => failure && next(failure)),
  'an async iterator': async (source, res) => {
    for await (const part of source) res.write(part);
    res.end();
  },
};

describe.each([
  ['Express 5', express],
  ['Express 4', express4 as unknown as typeof express],
])('on %s', (_, make) => {
  const started = async (change: (app: Express) => unknown) => {
    const { options, log } = logged();
    const app = make();
    halyard(app, options);
    change(app);
    return { url: await listening(createServer(app)), log };
  };

  it.each(Object.entries(AFTER))('%s after the response is one record, and the response stays', async (__, handler) => {
    const { url, log } = await started((app) => app.get('/orders/:id', handler));
    expect(await get(`${url}/orders/7`)).toMatchObject({ status: 200, text: '{}' });
    await later(50);
    expect(log).toMatchObject([{ level: 'error', afterResponse: true, method: 'GET', path: '/orders/7', route: '/orders/:id', err: { name: 'Error' } }]);
    expect(log[0]?.['line']).toContain('after the response had been sent');
  });

  it("is one record behind the app's own error handler, which hands it over after the head", async () => {
    const { url, log } = await started((app) => {
      app.get('/', AFTER['next(err)'] as RequestHandler);
      app.use((failure: unknown, __: Request, res: Response, next: NextFunction) => (res.headersSent ? next(failure) : void res.status(500).end()));
    });
    await get(url);
    expect(log).toMatchObject([{ afterResponse: true, err: { message: 'S3CRET' } }]);
  });

  it.each(Object.entries(STREAMS))('%s that fails after the head is one record, and the client notices', async (__, stream) => {
    const { url, log } = await started((app) => app.get('/orders/:id', (_req, res, next) => stream(parts(30), res, next)));
    await expect(get(`${url}/orders/7`)).rejects.toThrow();
    await later(50);
    expect(log).toMatchObject([
      { level: 'error', reference: expect.any(String), method: 'GET', path: '/orders/7', route: '/orders/:id', err: { message: 'S3CRET' } },
    ]);
  });

  it.each(Object.entries(STREAMS))('a client that disconnects leaves no error record: %s', async (__, stream) => {
    const { url, log } = await started((app) => app.get('/', (_req, res, next) => stream(parts(500), res, next)));
    await leaveEarly(url);
    await later(500);
    expect(log.filter(({ level }) => level !== 'debug')).toEqual([]);
  });
});
