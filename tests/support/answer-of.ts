import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { halyard } from '../../src/adapters/node-http/node-http.ts';

/** The parts of a response that a client gets in production, and the log. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly problem: Readonly<Record<string, unknown>> & { readonly errors?: readonly object[] };
  /** Body, header fields and log in one text, for assertions about what they must not contain. */
  readonly everything: string;
}

type Reply = Parameters<Parameters<ReturnType<typeof halyard>['listener']>[0]>[1];

/** Sends one request of an API client to a real server in production, whose handler runs the function. */
export async function answerOf(handler: (res: Reply) => unknown, options: Parameters<typeof halyard>[0] = {}): Promise<Answer> {
  const lines: string[] = [];
  const log = (...line: readonly unknown[]): void => void lines.push(JSON.stringify(line));
  const app = halyard({ environment: 'production', disclose: false, logger: { error: log, warn: log, info: log, debug: log }, ...options });
  const server = createServer(app.listener((_req, res) => handler(res) as never)).listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { headers: { connection: 'close' } });
    const body = await response.text();
    const { reference: _, ...problem } = JSON.parse(body);
    return { status: response.status, headers: response.headers, problem, everything: [body, JSON.stringify([...response.headers]), ...lines].join('\n') };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** `return res.badRequest(value)` */
export function passed(value: unknown): Promise<Answer> {
  return answerOf((res) => res.badRequest(value as object));
}

/** `throw value` */
export function thrown(value: unknown, options?: Parameters<typeof halyard>[0]): Promise<Answer> {
  return answerOf(() => {
    throw value;
  }, options);
}

/** The error that a call throws or rejects with. */
export async function errorOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail');
}
