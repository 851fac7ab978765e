import { setTimeout as wait } from 'node:timers/promises';
import { type Ask, askHttp1 } from 'halyard/conformance';
import { expect, it } from 'vitest';
import { freePort } from '../support/ports.ts';
import { useCaddy } from './caddy-server.ts';
import { CONTENT_TYPES, startApp, testPages } from './nginx-proxy.ts';

const start = useCaddy();
const METHODS = ['GET', 'HEAD', 'POST', 'PUT'];
const KINDS: readonly [accept: string, format: keyof typeof CONTENT_TYPES][] = [
  ['text/html', 'html'],
  ['application/problem+json', 'json'],
  ['text/markdown', 'md'],
  ['text/plain', 'txt'],
];

it('answers every request with the page while the app is killed, is away and returns, at 200 requests a second', async () => {
  const port = await freePort();
  const first = await startApp({ port });
  const { origin, accessLog } = await start({ pages: testPages(), site: `\treverse_proxy 127.0.0.1:${port} {\n\t\timport halyard_upstream\n\t}` }).then(
    (caddy) => ({
      origin: new URL(caddy.origin),
      accessLog: () => caddy.accessLog(),
    }),
  );
  const pages = new Map(testPages().pages.map((page) => [`${page.status} ${page.format}`, page]));
  const wrong: unknown[] = [];
  const references: string[] = [];
  const counts: Record<number, number> = {};

  const one = async (index: number): Promise<void> => {
    const method = METHODS[index % 4] as string;
    const [accept, format] = KINDS[Math.floor(index / 4) % 4] as (typeof KINDS)[number];
    const request: Ask = { method, headers: { accept }, ...(method === 'GET' || method === 'HEAD' ? {} : { body: 'some text' }) };
    try {
      const reply = await askHttp1(origin, '/', request);
      counts[reply.status] = (counts[reply.status] ?? 0) + 1;
      const reference = reply.headers['error-reference'] ?? '';
      if (reference !== '') references.push(reference);
      const body = reply.status === 200 ? 'ahoy' : pages.get(`502 ${format}`)?.parts.join(reference);
      const type = reply.status === 200 ? CONTENT_TYPES.txt : CONTENT_TYPES[format];
      const expected = [reply.status === 200 ? 200 : 502, type, method === 'HEAD' ? '' : body];
      const got = [reply.status, reply.headers['content-type'], reply.body];
      if (String(expected) !== String(got)) wrong.push({ method, accept, got });
    } catch (error) {
      wrong.push({ method, accept, error: String(error) });
    }
  };

  const asked: Promise<void>[] = [];
  const began = Date.now();
  const timer = setInterval(() => {
    // 200 each second, also if the timer is late.
    while (asked.length < (Date.now() - began) / 5) asked.push(one(asked.length));
  }, 5);
  await wait(1_000);
  await first.stop();
  await wait(1_500);
  const second = await startApp({ port });
  await wait(1_500);
  clearInterval(timer);
  const seconds = (Date.now() - began) / 1_000;
  await Promise.all(asked);
  await second.stop();

  expect(wrong).toEqual([]);
  expect(asked.length / seconds).toBeGreaterThan(190);
  expect(Object.keys(counts)).toEqual(['200', '502']);
  expect(counts[502]).toBeGreaterThan(100);
  expect(counts[200]).toBeGreaterThan(100);
  const log = accessLog();
  expect(new Set(references).size).toBe(counts[502]);
  expect(references.filter((reference) => !log.includes(reference))).toEqual([]);
}, 60_000);
