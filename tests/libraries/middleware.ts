import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { CANARY, type Row } from './row.ts';

/** A request with JSON that holds the canary. */
export const JSON_BODY: RequestInit = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ email: CANARY, age: CANARY }),
};

export interface Call extends RequestInit {
  readonly path?: string;
}

/** What the middleware passes to `next` for a request, in an app of Express without Halyard. */
async function passedToNext(handlers: readonly RequestHandler[], { path = '/', ...init }: Call = {}): Promise<unknown> {
  const app = express();
  app.use(...handlers);
  let passed: unknown;
  app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    passed = error;
    res.end();
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const headers = { ...(init.headers as Record<string, string>), connection: 'close' };
    await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { ...init, headers })).text();
  } finally {
    server.closeAllConnections();
    server.close();
  }
  if (passed === undefined) throw new Error('It did not fail');
  return passed;
}

type Middle = readonly [failure: string, handlers: readonly RequestHandler[], call: Call, status: number, more?: Partial<Row>];

/** The rows of a middleware of Express. */
export function middleware(library: string, list: readonly Middle[]): Row[] {
  return list.map(([failure, handlers, call, status, more]) => ({ library, failure, status, fail: () => passedToNext(handlers, call), ...more }));
}
