import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { halyard } from '../../src/adapters/express/express.ts';
import type { Answer } from './answer-of.ts';

/** The response to a value that a handler of an Express app throws, in production. */
export async function thrownOnExpress(value: unknown): Promise<Pick<Answer, 'status' | 'headers' | 'problem'>> {
  const app = express();
  halyard(app, { environment: 'production', logger: false });
  app.get('/', () => {
    throw value;
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { headers: { connection: 'close' } });
    const { reference: _, ...problem } = (await response.json()) as Answer['problem'];
    return { status: response.status, headers: response.headers, problem };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
