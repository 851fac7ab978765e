import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import type { RouteTable } from '../../../src/core/ports/route-table.ts';
import type { Options } from '../../../src/core/settings/options.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Closes something after the test. */
export function afterwards(close: () => unknown): void {
  closing.push(close);
}

/** The origin of a server on this machine, until the end of the test. */
export async function listening(server: Server | RequestListener): Promise<string> {
  const own = typeof server === 'function' ? createServer(server) : server;
  if (!own.listening) {
    own.listen(0, '127.0.0.1');
    await once(own, 'listening');
  }
  afterwards(() => {
    own.closeAllConnections();
    own.close();
  });
  return `http://127.0.0.1:${(own.address() as AddressInfo).port}`;
}

/** Options of an app in development, and the routes that its host has listed when a failure was reported. */
export function watching(): { readonly options: Options; readonly table: () => RouteTable | undefined } {
  let table: RouteTable | undefined;
  const options: Options = {
    environment: 'development',
    logger: false,
    report: ({ request }) => {
      table = request.routes?.();
    },
  };
  return { options, table: () => table };
}

/** A hint of the development report. */
export interface Hint {
  readonly text: string;
  readonly lines?: readonly string[];
  readonly code?: string;
}

/** The hints of the development report for a request. */
export async function hintsFor(url: string, init: RequestInit = {}): Promise<readonly Hint[]> {
  const response = await fetch(url, { ...init, headers: { accept: 'application/json', ...init.headers } });
  const { report } = (await response.json()) as { readonly report?: { readonly hints: readonly Hint[] } };
  if (report === undefined) throw new Error(`the answer ${response.status} has no report`);
  return report.hints;
}

/** The routes as lines, without the route that fails. */
export function lines(table: RouteTable | undefined): readonly string[] {
  return (table?.routes ?? []).map(({ method, path }) => `${method} ${path}`).filter((line) => !line.includes('/fails'));
}
