import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { type FlashStore, memoryFlash } from 'halyard/forms';
import { afterEach, describe, expect, it } from 'vitest';

interface Host {
  readonly ways: Readonly<Record<string, unknown>>;
  readonly neighbours: readonly string[];
  open(options: object, names: readonly string[], events: string[]): Server | Promise<Server>;
}

// Uses the built package, with the host types that it ships.
const { HOSTS, BODIES } = (await import(new URL('neighbours.mjs', import.meta.url).href)) as {
  readonly HOSTS: Readonly<Record<string, Host>>;
  readonly BODIES: ReadonlyMap<number, string>;
};

/** A store that delays an answer for longer than it takes to read a file. */
function slowStore(): FlashStore {
  const store = memoryFlash();
  return {
    ...store,
    async put(...args) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return store.put(...args);
    },
  };
}

const STORES: Readonly<Record<string, () => object>> = {
  'a sealed cookie': () => ({ secret: 'a secret for tests, and for nothing else' }),
  'a slow store': () => ({ store: slowStore() }),
};

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The decompressed body. */
  readonly body: string;
  readonly shows: string;
  /** The events that the app's own listeners received. */
  readonly ends: readonly string[];
}

const UNPACK: Readonly<Record<string, (body: Buffer) => Buffer>> = { gzip: gunzipSync, br: brotliDecompressSync, deflate: inflateSync };

let [server, agent] = [undefined as Server | undefined, undefined as Agent | undefined];
afterEach(() => {
  agent?.destroy();
  server?.closeAllConnections();
  server?.close();
});

async function started(name: string, store: string, names: readonly string[]) {
  const host = HOSTS[name] as Host;
  const events: string[] = [];
  const log = (_record: object, line: string): void => void events.push(`logged ${line}`);
  const logger = { error: log, warn: log, info: () => {}, debug: () => {} };
  server = await host.open({ environment: 'production', logger, flash: STORES[store]?.() }, names, events);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  let [connections, count] = [0, 0];
  server.on('connection', () => connections++);
  const { port } = server.address() as AddressInfo;
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
  // The callbacks that end an answer on Node's own replies, and the listeners for that end.
  const last = name === 'Hono' ? 0 : names.includes('on-finished') ? 2 : 1;
  const ask = async (target: string, cookie?: string): Promise<Answer> => {
    const path = `${target}&count=${++count}`;
    const headers = { 'accept-encoding': 'gzip', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', ...(cookie !== undefined && { cookie }) };
    const asked = httpRequest({ host: '127.0.0.1', port, path, headers, agent: agent as Agent }).end();
    const [response] = await once(asked, 'response');
    const bytes = await buffer(response);
    expect(response.complete).toBe(true);
    const unpack = UNPACK[response.headers['content-encoding'] ?? ''];
    const mine = (): readonly string[] => events.filter((one) => one.startsWith(`${path} `)).map((one) => one.slice(path.length + 1));
    while (mine().filter((one) => one.endsWith('finish') || one.endsWith('finished')).length < last) await new Promise(setImmediate);
    const [shows = '', ...ends] = mine();
    return { status: response.statusCode, headers: response.headers, body: String(unpack === undefined ? bytes : unpack(bytes)), shows, ends: ends.toSorted() };
  };
  return { ask, logged: () => events.filter((one) => one.startsWith('logged')), connections: () => connections };
}

const flashCookies = ({ headers }: Answer): readonly string[] => (headers['set-cookie'] ?? []).filter((one) => one.startsWith('halyard.'));
const bodyOf = ({ body, headers }: Answer): string => (String(headers['content-type']).includes('json') ? [JSON.parse(body)].flat()[0] : body);

const ROWS = Object.entries(HOSTS).flatMap(([name, host]) =>
  // Each middleware is tested alone, with the store that delays the answer.
  [...host.neighbours.map((one) => [name, 'a slow store', [one]] as const), ...Object.keys(STORES).map((store) => [name, store, host.neighbours] as const)],
);
const LARGE = Math.max(...BODIES.keys());

describe('A message for the next page, on an answer of any kind', () => {
  it.each(ROWS)('reaches it once, with the whole answer: %s, %s, beside %j', async (name, store, names) => {
    const { ask, logged, connections } = await started(name, store, names);
    for (const way of Object.keys(HOSTS[name]?.ways ?? {})) {
      for (const [size, body] of BODIES) {
        const cell = `${way}, ${size} bytes`;
        const query = `?way=${encodeURIComponent(way)}&size=${size}`;
        const kept = await ask(`/keep${query}`);
        expect([cell, kept.status, bodyOf(kept) === body]).toEqual([cell, 200, true]);
        expect([cell, ...flashCookies(kept).map((one) => one.replace(/any\.[^;]+/, 'any'))]).toEqual([
          cell,
          expect.stringMatching(/^halyard\.any; Max-Age=180/),
        ]);
        if (names.includes('compression') && size > 1024) expect([cell, kept.headers['content-encoding']]).toEqual([cell, 'gzip']);
        if (names.includes('helmet')) expect([cell, kept.headers['x-content-type-options']]).toEqual([cell, 'nosniff']);
        if (names.includes('a response time')) expect(Number(kept.headers['x-response-time'])).toBeGreaterThan(0);
        if (names.includes('express-session')) expect([cell, kept.headers['set-cookie']?.some((one) => one.startsWith('connect.sid='))]).toEqual([cell, true]);
        if (size === LARGE) continue;
        const shown = await ask(`/show${query}`, flashCookies(kept)[0]?.split(';', 1)[0] as string);
        expect([cell, shown.status, bodyOf(shown) === body, shown.shows]).toEqual([cell, 200, true, 'shows Order 7 is on its way']);
        expect([cell, ...flashCookies(shown).map((one) => /^halyard\.any\.[^=]+=; Max-Age=0/.test(one))]).toEqual([cell, true]);
        const repeat = await ask(`/show${query}`);
        expect([cell, repeat.status, bodyOf(repeat) === body, repeat.shows]).toEqual([cell, 200, true, 'shows ']);
        // An answer that was held causes the same events as any other.
        expect([cell, kept.ends, shown.ends]).toEqual([cell, repeat.ends, repeat.ends]);
      }
    }
    expect([logged(), connections()]).toEqual([[], 1]);
  });
});
