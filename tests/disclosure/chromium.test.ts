import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { halyard } from 'halyard/express';
import helmet from 'helmet';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useChromium } from '../browser/chromium.ts';
import { useNginx } from './nginx-server.ts';

const SECRET = 'S3CRET';
const chromium = useChromium();
const nginx = useNginx();
// A browser is slow on a busy machine.
vi.setConfig({ testTimeout: 120_000 });
const running: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(running.splice(0).map((stop) => stop())));

async function listen(app: Parameters<typeof createServer>[1]): Promise<number> {
  const server: Server = createServer(app as never).listen(0, '127.0.0.1');
  await once(server, 'listening');
  running.push(async () => {
    const closed = once(server.close(), 'close');
    server.closeAllConnections();
    await closed;
  });
  return (server.address() as AddressInfo).port;
}

/** An app in development with helmet's defaults, whose form and whose API fail. */
async function openApp(options: Parameters<typeof halyard>[1] = {}): Promise<{ port: number; lines: readonly string[] }> {
  const lines: string[] = [];
  const log = (_: object, line: string): void => void lines.push(line);
  const app = express();
  halyard(app, { environment: 'development', logger: { error: () => {}, warn: log, info: log, debug: () => {} }, ...options });
  app.use(helmet());
  app.get('/upload', (_request, response) => void response.send('<!doctype html><form method="post"><button>Send</button></form>'));
  app.post('/upload', () => {
    throw new Error(SECRET);
  });
  app.get('/orders', (_request, response) => {
    response.set({ 'access-control-allow-origin': response.req.headers.origin ?? '*', 'access-control-allow-credentials': 'true' });
    throw new Error(SECRET);
  });
  return { port: await listen(app), lines };
}

async function inBrowser<T>(visit: (page: Page, context: BrowserContext) => Promise<T>): Promise<T> {
  const context = await chromium().newContext();
  try {
    return await visit(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

async function submit(page: Page, address: string): Promise<string> {
  await page.goto(address);
  const [request] = await Promise.all([page.waitForRequest((one) => one.method() === 'POST'), page.click('button')]);
  expect((await request.allHeaders())['origin']).toBe('null');
  await page.waitForLoadState();
  return page.content();
}

/** Reads a response in a page, as a script does. */
function read(page: Page, address: string, init = {}): Promise<string> {
  return page.evaluate(`fetch(${JSON.stringify(address)}, ${JSON.stringify(init)}).then((answer) => answer.text(), String)`) as Promise<string>;
}

describe('in Chromium, in development', () => {
  it('a form post under helmet, which makes its Origin null, shows the development page', async () => {
    const { port } = await openApp();
    await inBrowser(async (page) => {
      expect(await submit(page, `http://localhost:${port}/upload`)).toContain(SECRET);
      expect(await page.locator('h1').count()).toBe(1);
      if (process.env['SCREENSHOTS']) await page.screenshot({ path: `${process.env['SCREENSHOTS']}/helmet.png`, fullPage: true });
    });
  });

  it('a page on another port reads no error, although the app lets it read every answer', async () => {
    const { port } = await openApp();
    const other = await listen((_request, response) => response.end('<!doctype html><title>Other</title>'));
    await inBrowser(async (page) => {
      await page.goto(`http://localhost:${other}/`);
      for (const init of [{}, { referrerPolicy: 'no-referrer' }, { credentials: 'include' }]) {
        const answer = await read(page, `http://localhost:${port}/orders`, init);
        expect(answer).toContain('Internal Server Error');
        expect(answer).not.toContain(SECRET);
      }
      // The app's own page reads the error.
      await page.goto(`http://localhost:${port}/upload`);
      expect(await read(page, '/orders')).toContain(SECRET);
    });
  });

  it('a page in a sandbox of the app’s own page reads no error', async () => {
    const { port } = await openApp();
    const html = `<iframe sandbox="allow-scripts" srcdoc="<script>fetch('http://localhost:${port}/orders').then((answer) => answer.text(), String).then((text) => parent.postMessage(text, '*'))</script>"></iframe>`;
    const other = await listen((_request, response) => response.setHeader('content-type', 'text/html').end(html));
    await inBrowser(async (page) => {
      await page.addInitScript("window.received = new Promise((resolve) => addEventListener('message', ({ data }) => resolve(data)))");
      await page.goto(`http://localhost:${other}/`);
      expect(await page.evaluate('window.received')).not.toContain(SECRET);
    });
  });
});

describe("in Chromium, with disclose: 'proved'", () => {
  async function open(page: Page, link: string): Promise<void> {
    await page.goto(link);
    expect(new URL(page.url()).search).toBe('');
  }

  it('shows errors only after the link was opened', async () => {
    const { port, lines } = await openApp({ disclose: 'proved' });
    const address = `http://localhost:${port}`;
    await inBrowser(async (page, context) => {
      expect(await submit(page, `${address}/upload`)).not.toContain(SECRET);
      const link = /http:\/\/localhost:\d+\/\?halyard=[\w-]+/.exec(lines.join('\n'))?.[0] as string;
      await open(page, link.replace('/?', '/upload?'));
      const cookies = await context.cookies();
      expect(cookies).toMatchObject([{ name: `halyard-proof-${port}`, httpOnly: true, sameSite: 'Strict', path: '/', domain: 'localhost' }]);
      expect(await page.evaluate('document.cookie')).toBe('');
      expect(await submit(page, `${address}/upload`)).toContain(SECRET);
      if (process.env['SCREENSHOTS']) await page.screenshot({ path: `${process.env['SCREENSHOTS']}/proved.png`, fullPage: true });
      // The cookie is also sent with requests of a page on another port. That page must not be able to read the error.
      const other = await listen((_request, response) => response.end('<!doctype html><title>Other</title>'));
      await page.goto(`http://localhost:${other}/`);
      expect(await read(page, `${address}/orders`, { credentials: 'include' })).not.toContain(SECRET);
    });
    await inBrowser(async (page) => expect(await submit(page, `${address}/upload`)).not.toContain(SECRET));
  });

  it('works through an nginx that rewrites Host and leaves no trace', async () => {
    const { port, lines } = await openApp({ disclose: 'proved' });
    const proxy = await nginx({ location: `proxy_pass http://127.0.0.1:${port}; proxy_http_version 1.1; proxy_set_header Connection "";` });
    const address = `http://localhost:${proxy.port}`;
    await inBrowser(async (page) => {
      expect(await submit(page, `${address}/upload`)).not.toContain(SECRET);
      await open(page, `${address}/upload?halyard=${/halyard=([\w-]+)/.exec(lines.join('\n'))?.[1]}`);
      expect(await submit(page, `${address}/upload`)).toContain(SECRET);
    });
  });
});
