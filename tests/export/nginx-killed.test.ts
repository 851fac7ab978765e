import { Agent, request as httpRequest } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { type App, CONTENT_TYPES, proxyTo, startApp, useProxy } from './nginx-proxy.ts';

const start = useProxy();
const running: App[] = [];
afterAll(() => Promise.all(running.map((app) => app.stop())));

const METHODS = ['GET', 'HEAD', 'POST', 'PUT'];
const ACCEPTS: readonly (readonly [accept: string, type: string, name: string])[] = [
  ['*/*', CONTENT_TYPES.json, '"json:502:none"'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', CONTENT_TYPES.html, 'html:502:none'],
  ['application/json', 'application/json; charset=utf-8', '"json:502:none"'],
  ['application/problem+json', CONTENT_TYPES.json, '"json:502:none"'],
  ['text/markdown', CONTENT_TYPES.md, 'md:502:none'],
  ['text/plain', CONTENT_TYPES.txt, 'txt:502:none'],
];

/** Sends one request, and describes what is wrong with its answer. `undefined`: it is right. */
function wrongWith(origin: URL, agent: Agent, index: number, counts: Map<number, number>): Promise<string | undefined> {
  const method = METHODS[Math.floor(index / ACCEPTS.length) % METHODS.length] as string;
  const [accept, type, name] = ACCEPTS[index % ACCEPTS.length] as (typeof ACCEPTS)[number];
  return new Promise((resolve) => {
    const request = httpRequest(origin, { method, agent, headers: { accept } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      response.on('error', (error) => resolve(`${method} ${accept}: ${error.message}`));
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response;
        counts.set(status, (counts.get(status) ?? 0) + 1);
        const expected = method === 'HEAD' ? '' : status === 200 ? 'ahoy' : name;
        const isRight =
          (status === 200 || status === 502) &&
          headers['content-type'] === (status === 200 ? 'text/plain; charset=utf-8' : type) &&
          (expected === '' ? body === '' : body.includes(expected)) &&
          (status === 200 || headers['error-reference'] !== undefined);
        resolve(isRight ? undefined : `${method} ${accept}: ${status} ${headers['content-type']} ${body.slice(0, 60)}`);
      });
    });
    request.on('error', (error) => resolve(`${method} ${accept}: ${error.message}`)).end(method === 'POST' || method === 'PUT' ? 'a body' : undefined);
  });
}

describe('an app that is killed under load', () => {
  it.each(['one connection for each request', 'connections to the app that stay open'])('leaves no client without a page of the app: %s', async (kind) => {
    let app = await startApp();
    running.push(app);
    const { port } = app.origin;
    const keepAlive = kind !== 'one connection for each request';
    const location = keepAlive ? proxyTo(app.origin).replace(/proxy_pass [^;]+/, 'proxy_pass http://app') : proxyTo(app.origin);
    const { origin } = await start({ http: `upstream app { server 127.0.0.1:${port}; keepalive 16; }`, server: `location / { ${location} }` });
    const agent = new Agent({ keepAlive: true, maxSockets: 20 });
    const counts = new Map<number, number>();
    const wrong: string[] = [];
    let sent = 0;
    const client = async (until: number): Promise<void> => {
      while (sent < until) {
        const problem = await wrongWith(origin, agent, sent++, counts);
        if (problem !== undefined) wrong.push(problem);
      }
    };
    const clients = (until: number): Promise<unknown> => Promise.all(Array.from({ length: 20 }, () => client(until)));

    const load = clients(1_500);
    while (sent < 500) await new Promise((resolve) => setImmediate(resolve));
    await app.stop();
    await load;
    app = await startApp({ port: Number(port) });
    running.push(app);
    const down = counts.get(502) as number;
    await clients(2_000);
    agent.destroy();

    expect(wrong).toEqual([]);
    expect([...counts.keys()].sort()).toEqual([200, 502]);
    expect(down).toBeGreaterThan(400);
    // The app answers again at once, because nginx does not take its only server out of use.
    expect(counts.get(502)).toBe(down);
  });
});
