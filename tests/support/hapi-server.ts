import Hapi, { type Server, type ServerOptions } from '@hapi/hapi';
import { afterEach } from 'vitest';
import { halyard } from '../../src/adapters/hapi/hapi.ts';
import type { Options } from '../../src/core/settings/options.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop({ timeout: 100 });
});

export interface LogEntry {
  readonly level: string;
  readonly line: string;
  readonly reference?: string;
}

/** A server of hapi with Halyard, its log, and the errors in hapi's own error events. */
export async function hapiServer(options: Options = {}, { prepare, ...own }: ServerOptions & { prepare?: (server: Server) => unknown } = {}) {
  const log: LogEntry[] = [];
  const level = (name: string) => (record: object, line: string) => void log.push({ ...record, level: name, line });
  const logger = { error: level('error'), warn: level('warn'), info: level('info'), debug: level('debug') };
  const server = Hapi.server({ host: '127.0.0.1', ...own });
  servers.push(server);
  await prepare?.(server);
  await server.register({ plugin: halyard, options: { logger, environment: 'production', ...options } });
  const heard: unknown[] = [];
  server.events.on({ name: 'request', channels: 'error' }, (_request, event) => void heard.push(event.error));
  return { server, log, heard };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a body can be any JSON
  readonly json: any;
}

/** Sends a request over the network, as a client does. */
export async function ask(server: Server, path = '/', init: RequestInit = {}): Promise<Answer> {
  if (server.info.started === 0) await server.start();
  const response = await fetch(server.info.uri + path, { redirect: 'manual', ...init });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: text.startsWith('{') ? JSON.parse(text) : undefined };
}
