import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { useCaddy } from './caddy-server.ts';
import { exportPages } from './exported.ts';
import { useProxy } from './nginx-proxy.ts';

const entry = fileURLToPath(new URL('apps/json-apps.mjs', import.meta.url));
const apps = (await import(new URL('apps/json-apps.mjs', import.meta.url).href)) as Readonly<Record<string, RequestListener>>;
const startNginx = useProxy();
const startCaddy = useCaddy();
const servers: ReturnType<typeof createServer>[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

const STATUSES = [403, 404, 502];
const ACCEPTS = [
  undefined,
  '*/*',
  'application/json',
  'application/problem+json',
  'application/json, application/problem+json',
  'application/problem+json, application/json;q=0.9',
  'application/json;q=0.5, application/problem+json;q=0.4',
  'application/*',
  'application/vnd.api+json',
  'application/problem+json;q=0.3, application/hal+json',
  'image/png',
  'application/json;q=0, */*',
  'application/problem+json;q=0, */*;q=0.1',
  'text/html, application/json',
  'text/plain;q=0.9, application/*;q=0.8',
  'text/html',
];
/** Fields of a script that wants JSON and HTML equally. */
const SCRIPT = { 'X-Requested-With': 'fetch', 'Content-Type': 'application/json' };

/** The types of all answers, and the bodies of those in JSON, without their references. */
async function answersOf(url: (status: number) => string): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const status of STATUSES) {
    for (const accept of ACCEPTS) {
      for (const fields of [{}, SCRIPT]) {
        // fetch() sends */* if a request has no Accept.
        const response = await fetch(url(status), { method: 'POST', headers: { ...fields, ...(accept !== undefined && { accept }) } });
        const text = (await response.text()).replaceAll(response.headers.get('error-reference') ?? 'none', 'REFERENCE');
        const type = response.headers.get('content-type');
        // The pages of both are compared elsewhere. That of a POST has a link back to the form.
        const body = type?.includes('json') ? text : '';
        answers.push([status, accept, Object.keys(fields).length, response.status, type, body].join(' | '));
      }
    }
  }
  return answers;
}

describe.each(['plain', 'ownFormat', 'sails1'])('the JSON of an app (%s) is the same from a proxy, for each Accept', (name) => {
  const pages = exportPages(entry, { exportName: name, statuses: STATUSES }).then((exported) => exported.pages);
  const expected = (async () => {
    const server = createServer(apps[name] as RequestListener).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return answersOf((status) => `http://127.0.0.1:${port}/answer/${status}`);
  })();

  it('nginx', async () => {
    const locations = STATUSES.map((status) => `location = /${status} { return ${status}; }`).join(' ');
    const { origin } = await startNginx({ pages: await pages, server: locations });
    expect(await answersOf((status) => `${origin.origin}/${status}`)).toEqual(await expected);
  }, 60_000);

  it('Caddy', async () => {
    const site = STATUSES.map((status) => `\terror /${status} ${status}`).join('\n');
    const { origin } = await startCaddy({ pages: await pages, site });
    expect(await answersOf((status) => `${origin}/${status}`)).toEqual(await expected);
  }, 60_000);
});
