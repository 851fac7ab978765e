import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import Fastify from 'fastify';
import { halyard as onExpress } from '../../src/adapters/express/express.ts';
import { halyard as onFastify } from '../../src/adapters/fastify/fastify.ts';
import type { Options } from '../../src/core/settings/options.ts';

/** One answer of a host, and what it logged. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly problem: Readonly<Record<string, unknown>>;
  readonly levels: readonly string[];
  /** Everything that left the app, as one text. */
  readonly everything: string;
}

/** An app in production, whose only handler throws what it is given. */
export interface ThrowingHost {
  answer(error: unknown): Promise<Answer>;
  close(): Promise<void>;
}

export const HOSTS: Readonly<Record<string, () => Promise<ThrowingHost>>> = {
  Express: () =>
    hostOf(async (options, error) => {
      const app = express();
      onExpress(app, options);
      app.post('/', () => {
        throw error();
      });
      const server = createServer(app).listen(0, '127.0.0.1');
      await once(server, 'listening');
      return { server, close: async () => void server.close() };
    }),
  Fastify: () =>
    hostOf(async (options, error) => {
      const app = Fastify();
      await app.register(onFastify, options);
      app.post('/', async () => {
        throw error();
      });
      await app.listen({ host: '127.0.0.1', port: 0 });
      return { server: app.server, close: () => app.close() };
    }),
};

type Open = (options: Options, error: () => unknown) => Promise<{ readonly server: Server; close(): Promise<void> }>;

async function hostOf(open: Open): Promise<ThrowingHost> {
  const lines: [level: string, line: string][] = [];
  const at =
    (level: string) =>
    (...line: readonly unknown[]): void =>
      void lines.push([level, JSON.stringify(line)]);
  let current: unknown;
  const logger = { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
  const { server, close } = await open({ environment: 'production', logger }, () => current);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    async answer(error) {
      lines.length = 0;
      current = error;
      const response = await fetch(url, { method: 'POST', headers: { accept: 'application/problem+json', connection: 'close' } });
      const body = await response.text();
      const everything = [body, JSON.stringify([...response.headers]), ...lines.map(([, line]) => line)].join('\n');
      return { status: response.status, headers: response.headers, problem: JSON.parse(body), levels: lines.map(([level]) => level), everything };
    },
    async close() {
      server.closeAllConnections();
      await close();
    },
  };
}
