import { createRequire } from 'node:module';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Answered, Asked } from './events.ts';
import { API, type Ask, BROWSER, checkOrders } from './order-checks.ts';
import { usePlatform } from './platforms.ts';

/** A cookie of Azure's protocol. */
interface RpcCookie {
  readonly name: string;
  readonly value: string;
  readonly path?: { readonly value: string };
  readonly maxAge?: { readonly value: number };
  readonly httpOnly?: { readonly value: boolean };
}

/** An answer of Azure's protocol. */
interface RpcAnswer {
  readonly statusCode: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Over HTTP, the fields themselves. */
  readonly cookies: readonly (RpcCookie | string)[];
  readonly body?: { readonly bytes?: Uint8Array; readonly string?: string };
}

type Register = (app: object) => void;
type Worker = { readonly registered: (folder: string, register: Register, options: { readonly stream: boolean }) => (http: object) => Promise<RpcAnswer> };

const { ordersOf } = (await import(new URL('azure/orders.mjs', import.meta.url).href)) as {
  readonly ordersOf: (options: object) => Register;
};
const { registered } = createRequire(import.meta.url)('./azure/worker.cjs') as Worker;

const folder = usePlatform('azure');
const lines: string[] = [];
const log = (level: string) => (record: object, message: string) => void lines.push(JSON.stringify({ level, message, ...record }));
const logger = { error: log('error'), warn: log('warn'), info: log('info'), debug: () => {} };
afterEach(() => void lines.splice(0));

function asking(environment: string, stream: boolean): Ask {
  const options = { environment, logger, flash: { secret: 'a secret for tests, and for nothing else' } };
  const send = registered(folder as string, ordersOf(options), { stream });
  return async (asked) => answeredBy(await send(requestOf(asked)));
}

/** The request in Azure's protocol. */
function requestOf({ method = 'GET', path, headers = {}, body }: Asked): object {
  const bytes = body === undefined ? undefined : Buffer.from(body);
  const length = bytes === undefined ? undefined : { 'content-length': String(bytes.length) };
  const { host = 'orders.example.com', ...fields } = headers as Readonly<Record<string, string>>;
  return { method, url: `https://${host}${path}`, headers: { host, ...length, ...fields }, body: { bytes }, query: {}, params: {} };
}

/** The answer as the host of Azure sends it. */
function answeredBy({ statusCode, headers, cookies, body }: RpcAnswer): Answered {
  const bytes = Buffer.from(body?.bytes ?? body?.string ?? '');
  return { status: Number(statusCode), headers, cookies: cookies.map(fieldOf), body: bytes, text: bytes.toString('utf8') };
}

function fieldOf(cookie: RpcCookie | string): string {
  if (typeof cookie === 'string') return cookie;
  const { name, value, path, maxAge, httpOnly } = cookie;
  const parts = [`${name}=${value}`, path && `Path=${path.value}`, maxAge && `Max-Age=${maxAge.value}`, httpOnly && 'HttpOnly'];
  return parts.filter(Boolean).join('; ');
}

describe.each([
  ['a function of Azure', false],
  ['a function of Azure with enableHttpStream', true],
])('%s', (_, stream) => {
  let ask: Ask;
  beforeAll(() => {
    if (folder !== undefined) ask = asking('production', stream);
  });

  // A Response of fetch has no Content-Length. The host of Azure counts the bytes.
  checkOrders(() => ({ ask, lines: () => lines }), { base: '/api', hasLength: false });

  it('treats no client as the developer at this machine, whatever Host the request has', async () => {
    const inDevelopment = asking('development', stream);
    for (const headers of [API, BROWSER]) {
      const { status, text } = await inDevelopment({ path: '/api/boom', headers: { ...headers, host: 'localhost' } });
      expect(status).toBe(500);
      expect(text).not.toMatch(/10\.0\.0\.7|orders-app/);
    }
  });
});
