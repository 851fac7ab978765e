import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaddyServer, useCaddy } from './caddy-server.ts';
import { type App, startApp, testPages } from './nginx-proxy.ts';

const start = useCaddy();
const maintenanceFile = join(tmpdir(), `halyard caddy ${randomBytes(6).toString('hex')}.json`);
let app: App;
let running: Promise<CaddyServer> | undefined;

beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  rmSync(maintenanceFile, { force: true });
  await app.stop();
});

/** Starts Caddy at the first test, because only a test can be skipped. */
function caddy(): Promise<CaddyServer> {
  running ??= start({
    pages: testPages(),
    options: { maintenanceFile },
    site: `
	handle /down {
		reverse_proxy 127.0.0.1:1
	}
	handle /slow {
		reverse_proxy ${app.origin.host} {
			transport http {
				response_header_timeout 200ms
			}
		}
	}
	error /closed 403
	reverse_proxy ${app.origin.host} {
		import halyard_upstream
	}`,
  });
  return running;
}

/** Answers of the app: its own and Halyard's, of statuses that Caddy makes, too. */
const PATHS = [
  ...['/', '/json', '/page', '/gzip', '/stream', '/cookies', '/empty', '/binary', '/fails', '/no-such-path', '/busy'],
  ...[400, 401, 403, 404, 405, 413, 429, 431, 500, 502, 503, 504].flatMap((status) => [`/status/${status}`, `/answer/${status}`]),
];

describe('an answer of the app', () => {
  it.each(['text/html', 'application/json'])('passes as it is, for Accept: %s', async (accept) => {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT']) {
      for (const path of PATHS) {
        const [direct, proxied] = [await answer(app.origin, path, { method, accept }), await answer(new URL((await caddy()).origin), path, { method, accept })];
        expect([method, path, proxied]).toEqual([method, path, direct]);
      }
    }
  });

  it('has its reference in the log of the app and in the access log, and the app knows the id of the request', async () => {
    const { origin } = await caddy();
    const response = await fetch(`${origin}/fails`, { headers: { accept: 'application/json', 'x-request-id': 'from-the-client' } });
    const reference = response.headers.get('error-reference') ?? '';
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ reference });
    const line = await lineWith(() => app.lines, reference);
    expect(JSON.parse(line)).toMatchObject({ requestId: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/) });
    expect(line).not.toContain('from-the-client');
    expect(await lineWith(async () => (await caddy()).accessLog().split('\n'), reference)).toContain('"uri":"/fails"');
  });
});

describe('the reference of a page', () => {
  it('is in the body, the header and one line of the access log, whatever the client sends', async () => {
    const { origin } = await caddy();
    const seen = new Set<string>();
    for (const accept of ['text/html', 'application/json', 'text/markdown', 'text/plain']) {
      const response = await fetch(`${origin}/down`, { headers: { accept, 'x-request-id': 'mine', 'error-reference': 'mine' } });
      const reference = response.headers.get('error-reference') ?? '';
      const body = await response.text();
      expect(body.split(reference)).toHaveLength(2);
      expect(body).not.toContain('mine');
      const line = await lineWith(async () => (await caddy()).accessLog().split('\n'), reference);
      expect(JSON.parse(line)).toMatchObject({ status: 502, request: { uri: '/down' } });
      seen.add(reference);
    }
    expect(seen.size).toBe(4);
  });
});

describe('during maintenance', () => {
  it('an app that does not answer is a 503, and everything else stays', async () => {
    const { origin } = await caddy();
    const status = async (path: string, method = 'GET'): Promise<readonly unknown[]> => {
      const response = await fetch(origin + path, { method, headers: { accept: 'text/plain' } });
      return [response.status, response.headers.get('retry-after'), /txt:(\d+)/.exec(await response.text())?.[1]];
    };
    expect(await status('/down')).toEqual([502, '30', '502']);
    expect(await status('/slow')).toEqual([504, '30', '504']);
    writeFileSync(maintenanceFile, '{}');
    expect(await status('/slow')).toEqual([503, '30', '503']);
    expect(await status('/down')).toEqual([503, '30', '503']);
    expect(await status('/down', 'POST')).toEqual([503, '30', '503']);
    expect(await status('/')).toEqual([200, null, undefined]);
    expect(await status('/closed')).toEqual([403, null, '403']);
    rmSync(maintenanceFile);
    expect(await status('/down')).toEqual([502, '30', '502']);
  });
});

/** Fields of the connection, and those that each server writes about itself. */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date', 'server']);

/** The status, the fields and the bytes of an answer. A reference is different in each one, so it is replaced. */
function answer(origin: URL, path: string, { method, accept }: { readonly method: string; readonly accept: string }): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, origin), { method, headers: { accept, 'content-length': '0' }, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const reference = response.headers['error-reference'];
        const known = (text: string): string => (typeof reference === 'string' ? text.replaceAll(reference, 'REFERENCE') : text);
        const fields = Object.entries(response.headers).filter(([name]) => !OF_THE_CONNECTION.has(name));
        const headers = Object.fromEntries(fields.map(([name, value]) => [name, known(String(value))]).sort());
        resolve({ status: response.statusCode, headers, body: known(Buffer.concat(chunks).toString('latin1')) });
      });
    });
    sent.on('error', reject).end();
  });
}

/** The line with this text, which may be written after the answer. */
async function lineWith(lines: () => readonly string[] | Promise<readonly string[]>, text: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const line = (await lines()).find((one) => one.includes(text));
    if (line !== undefined) return line;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no line has ${text}`);
}
