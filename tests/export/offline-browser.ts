import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

/** A page as a proxy would send it. */
export interface SentPage {
  readonly html: string;
  readonly policy: string | undefined;
}

/** The page in a browser that has no network but the server of this one page. */
export interface OpenPage {
  readonly page: Page;
  /** What the browser has requested besides the page, as it says and as the server has seen it. */
  readonly requests: string[];
  /** What the policy has refused. */
  readonly violations: string[];
  readonly errors: string[];
}

/** The switches of a Chromium that reaches nothing but this machine's loopback. */
export const NO_NETWORK = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];

/** A server of one page for the tests of a file. Every other path is a request that should not be. */
export function useOfflinePages(browser: () => Browser): (sent: SentPage, options?: { readonly javaScriptEnabled?: boolean }) => Promise<OpenPage> {
  let server: Server;
  let sent: SentPage;
  let seen: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url !== '/orders/12?x=1') seen.push(`${request.method} ${request.url}`);
      response.writeHead(502, { 'Content-Type': 'text/html; charset=utf-8', ...(sent.policy && { 'Content-Security-Policy': sent.policy }) });
      response.end(sent.html);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterAll(() => {
    server?.closeAllConnections();
    server?.close();
  });
  return async (next, options = {}) => {
    sent = next;
    seen = [];
    const context = await browser().newContext(options);
    const page = await context.newPage();
    const [requests, violations, errors]: [string[], string[], string[]] = [seen, [], []];
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders/12?x=1`;
    page.on('request', (request) => {
      if (request.url() !== address && !/^(?:data|about):/.test(request.url())) requests.push(`${request.method()} ${request.url()}`);
    });
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
    });
    await page.goto(address, { waitUntil: 'load' });
    // Icons, and what a script asks for after the page is there, take a moment.
    await page.waitForTimeout(150);
    return { page, requests, violations, errors };
  };
}
