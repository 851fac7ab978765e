import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askHttp1 } from 'halyard/conformance';
import { type Halyard, halyard } from 'halyard/node-http';
import { createServer as createVite, type ProxyOptions, type ViteDevServer } from 'vite';
import { afterEach, describe, expect, it } from 'vitest';

const SECRET = 'S3CRET';
const running: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(running.splice(0).map((stop) => stop())));

/** An app in development behind Vite's own server, as front-end developers run them. */
async function startBoth(
  proxy: ProxyOptions,
  disclosing: (vitePort: number) => Parameters<typeof halyard>[0],
): Promise<{ vite: URL; lines: readonly string[]; app: number }> {
  const lines: string[] = [];
  const log = (_: object, line: string): void => void lines.push(line);
  let app: Halyard | undefined;
  const server: Server = createServer((request, response) => app?.listener(() => Promise.reject(new Error(SECRET)))(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const vite: ViteDevServer = await createVite({
    configFile: false,
    logLevel: 'silent',
    root: import.meta.dirname,
    cacheDir: `/tmp/halyard-vite-${process.pid}`,
    optimizeDeps: { noDiscovery: true, include: [] },
    server: { host: '127.0.0.1', port: 0, ws: false, watch: null, proxy: { '/api': { target: `http://127.0.0.1:${port}`, ...proxy } } },
  });
  await vite.listen();
  const { port: vitePort } = vite.httpServer!.address() as AddressInfo;
  app = halyard({ environment: 'development', logger: { error: () => {}, warn: log, info: log, debug: () => {} }, ...disclosing(vitePort) });
  running.push(
    () => vite.close(),
    () => new Promise((resolve) => server.close(resolve)),
  );
  return { vite: new URL(`http://127.0.0.1:${vitePort}`), lines, app: port };
}

/** Sends the request that a page of Vite's server sends with fetch, with the fields that a browser adds. */
async function askAsPage(vite: URL, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const host = `localhost:${vite.port}`;
  const headers = { accept: 'application/json', host, origin: `http://${host}`, referer: `http://${host}/orders`, 'sec-fetch-site': 'same-origin', ...more };
  const { status, body } = await askHttp1(vite, '/api/orders', { method: 'POST', headers });
  expect(status).toBe(500);
  return body;
}

const SETTINGS: readonly (readonly [string, ProxyOptions])[] = [
  ['changeOrigin: false', { changeOrigin: false }],
  ['changeOrigin: true', { changeOrigin: true }],
  ['changeOrigin: false, xfwd: true', { changeOrigin: false, xfwd: true }],
  ['changeOrigin: true, xfwd: true', { changeOrigin: true, xfwd: true }],
];

describe.each(SETTINGS)("an app behind Vite's proxy with %s", (_, proxy) => {
  it('hides its errors, and the log has the option that shows them', async () => {
    const { vite, lines } = await startBoth(proxy, () => ({}));
    for (let i = 0; i < 2; i++) expect(await askAsPage(vite)).not.toContain(SECRET);
    const hints = lines.filter((line) => line.includes(`disclose: { hosts: ['localhost:${vite.port}'] }`));
    expect(hints).toHaveLength(1);
  });

  it('shows them once that option is set', async () => {
    const { vite } = await startBoth(proxy, (port) => ({ disclose: { hosts: [`localhost:${port}`] } }));
    expect(await askAsPage(vite)).toContain(SECRET);
  });

  it('hides them from another page on this machine, and from a name that resolves to it', async () => {
    const { vite } = await startBoth(proxy, (port) => ({ disclose: { hosts: [`localhost:${port}`] } }));
    expect(await askAsPage(vite, { origin: 'http://localhost:6666', 'sec-fetch-site': 'same-site' })).not.toContain(SECRET);
    expect(await askAsPage(vite, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).not.toContain(SECRET);
    expect(await askAsPage(vite, { 'x-forwarded-for': '203.0.113.9' })).not.toContain(SECRET);
  });

  it('hides them in production, with any value of the option', async () => {
    const { vite } = await startBoth(proxy, (port) => ({ environment: 'production', disclose: { hosts: [`localhost:${port}`] } }));
    expect(await askAsPage(vite)).not.toContain(SECRET);
  });

  it('shows them with `proved` to the browser that opened the link through Vite', async () => {
    const { vite, lines } = await startBoth(proxy, () => ({ disclose: 'proved' }));
    expect(await askAsPage(vite)).not.toContain(SECRET);
    const key = /halyard=([\w-]{43})/.exec(lines.join('\n'))?.[1];
    const { status, headers, cookies } = await askHttp1(vite, `/api/?halyard=${key}`, { headers: { host: `localhost:${vite.port}` } });
    expect([status, headers['location']]).toEqual([303, '/api/']);
    const cookie = cookies[0]?.split(';', 1)[0] as string;
    expect(await askAsPage(vite, { cookie })).toContain(SECRET);
    expect(await askAsPage(vite, { cookie, origin: 'http://localhost:6666', 'sec-fetch-site': 'same-site' })).not.toContain(SECRET);
  });
});

/** The limit of `local`, from docs/disclosure.md: with changeOrigin alone, Vite leaves no trace of a client that is not a browser. */
describe("a client that is not a browser, behind Vite's proxy with changeOrigin: true", () => {
  const curl = async (vite: URL): Promise<string> => (await askHttp1(vite, '/api/orders', { headers: { accept: 'application/json' } })).body;

  it('sees errors with `local`', async () => {
    const { vite } = await startBoth({ changeOrigin: true }, () => ({}));
    expect(await curl(vite)).toContain(SECRET);
  });

  it('sees no error with `proved`', async () => {
    const { vite } = await startBoth({ changeOrigin: true }, () => ({ disclose: 'proved' }));
    expect(await curl(vite)).not.toContain(SECRET);
  });
});
