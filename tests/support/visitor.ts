import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseSetCookie } from 'cookie';
import { onTestFinished } from 'vitest';

export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A browser of one person: it sends the header fields of a navigation and keeps cookies. It follows no redirect by itself. */
export interface Visitor {
  readonly origin: string;
  readonly cookies: Map<string, string>;
  open(path: string, headers?: Record<string, string>): Promise<Page>;
  /** Sends a form, `application/x-www-form-urlencoded` unless `body` is a FormData. */
  send(path: string, body: Record<string, string> | string | FormData, headers?: Record<string, string>): Promise<Page>;
}

/** Starts a server for this test, and opens a browser beside it. */
export async function visit(server: Server | RequestListener): Promise<Visitor> {
  const running = typeof server === 'function' ? createServer(server) : server;
  if (!running.listening) await once(running.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    running.closeAllConnections();
    running.close();
  });
  const origin = `http://127.0.0.1:${(running.address() as AddressInfo).port}`;
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit, headers: Record<string, string>): Promise<Page> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const navigation = {
      accept: 'text/html',
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
      connection: 'close',
    };
    const response = await fetch(`${origin}${path}`, { ...init, redirect: 'manual', headers: { ...navigation, ...(cookie && { cookie }), ...headers } });
    for (const { name, value, maxAge, expires } of response.headers.getSetCookie().map((field) => parseSetCookie(field, { decode: (text) => text }))) {
      if (maxAge === 0 || (expires !== undefined && expires.getTime() < Date.now())) cookies.delete(name);
      // Browsers drop a longer cookie silently (RFC 6265 §6.1).
      else if (name.length + (value ?? '').length <= 4_096) cookies.set(name, value ?? '');
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return {
    origin,
    cookies,
    open: (path, headers = {}) => ask(path, {}, headers),
    send: (path, body, headers = {}) => {
      const sent = body instanceof FormData || typeof body === 'string' ? body : new URLSearchParams(body);
      const type: Record<string, string> = typeof body === 'string' ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
      return ask(path, { method: 'POST', body: sent }, { ...type, ...headers });
    },
  };
}
