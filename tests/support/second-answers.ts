import { request, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, expect } from 'vitest';
import type { Options } from '../../src/core/settings/options.ts';

export const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** Options whose logger stores its records, and the records. */
export function logged(more: Options = {}): { options: Options; log: Record<string, unknown>[] } {
  const log: Record<string, unknown>[] = [];
  const at = (level: string) => (record: object, line: string) => void log.push({ level, line, ...record });
  return { options: { environment: 'production', logger: { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }, ...more }, log };
}

export async function listening(server: Server): Promise<string> {
  // A server of HTTP/2 waits for its sessions before it is closed, and has no method that ends them.
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.once('close', () => sockets.delete(socket))));
  ends.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        for (const socket of sockets) socket.destroy();
      }),
  );
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export async function get(url: string, init: RequestInit = {}): Promise<Seen> {
  const answer = await fetch(url, { ...init, headers: { accept: 'application/json', ...init.headers } });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** Checks that the client got the complete failure, and that the log has the failure and one record of a second answer. */
export function stands({ status, text, headers }: Seen, log: readonly Record<string, unknown>[], by: RegExp): void {
  expect([status, JSON.parse(text)['detail']]).toEqual([400, 'Too long']);
  expect(headers.get('content-type')).toMatch(/^application\/(?:problem\+)?json\b/);
  expect(headers.get('location')).toBe(null);
  expect(log.map(({ line }) => line)).toEqual([
    expect.stringMatching(/ 400 badRequest$/),
    expect.stringMatching(new RegExp(`^E_ANSWERED_TWICE: .*Found ${by.source}.*, after badRequest\\(\\)`)),
  ]);
}

/** A client that disconnects as soon as it has the first bytes of the body. Resolves a moment later. */
export async function leaveEarly(url: string): Promise<void> {
  const left = new Promise<void>((resolve, reject) => {
    const asking = request(url, { agent: false }, (response) => {
      response.on('error', () => undefined).once('data', () => asking.destroy());
      response.once('close', resolve);
    });
    asking.once('error', reject).end();
  });
  await left;
  await new Promise((resolve) => setTimeout(resolve, 100));
}
