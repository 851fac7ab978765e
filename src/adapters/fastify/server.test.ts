import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { askHttp1, askRaw } from '../../conformance/asking.ts';
import { fastifyOptions, halyard } from './fastify.ts';

const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
});

async function started(app: FastifyInstance, { withHalyard = true } = {}) {
  open.push(app);
  const lines: string[] = [];
  const add = (_record: object, line: string) => void lines.push(line);
  if (withHalyard) await app.register(halyard, { environment: 'production', logger: { error: add, warn: add, info: add, debug: add } });
  app.get('/berths/:id', async () => 'a berth');
  return { origin: new URL(await app.listen({ port: 0, host: '127.0.0.1' })), lines };
}

describe('Fastify(fastifyOptions())', () => {
  it.each([
    ['an address that cannot be decoded', '/berths/%zz', 400],
    ['a parameter that is too long', `/berths/${'x'.repeat(200)}`, 414],
  ])('leaves %s to Halyard', async (_, path, status) => {
    const { origin, lines } = await started(Fastify(fastifyOptions()));
    expect(lines).toEqual([]);
    const answer = await askHttp1(origin, path, { headers: { accept: 'application/json' } });
    expect(answer.json()).toMatchObject({ status, reference: expect.any(String) });
    expect(answer.body).not.toMatch(/berths|FST_/);
    expect((await askHttp1(origin, path, { headers: { accept: 'text/html' } })).headers['content-type']).toMatch(/^text\/html/);
  });

  it('and its log record contains neither the query nor a parameter', async () => {
    const { origin, lines } = await started(Fastify(fastifyOptions()));
    await askHttp1(origin, '/berths/%zz?token=hunter2');
    expect(lines).toEqual([expect.stringMatching(/^GET \/berths\/%zz 400 badRequest/)]);
    expect(lines[0]).not.toContain('hunter2');
  });

  it.each([
    ['no HTTP at all', '\u0000\r\n\r\n', 400],
    ['more fields than anybody reads', `GET / HTTP/1.1\r\nHost: x\r\nx: ${'y'.repeat(30_000)}\r\n\r\n`, 431],
  ])('answers %s with a problem document', async (_, bytes, status) => {
    const { origin } = await started(Fastify(fastifyOptions()));
    const { text, closed } = await askRaw(origin, bytes);
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*application/problem\\+json[\\s\\S]*"status":${status}`));
    expect(closed).toBe(true);
  });

  it('answers a request that does not come in time with 408', async () => {
    const app = Fastify(fastifyOptions({ http: { connectionsCheckingInterval: 50, headersTimeout: 100, requestTimeout: 100 }, requestTimeout: 100 }));
    const { origin } = await started(app as unknown as FastifyInstance);
    expect((await askRaw(origin, 'GET / HTTP/1.1\r\n', { timeout: 3_000 })).text).toMatch(/^HTTP\/1\.1 408 [\s\S]*"status":408/);
  });

  it("keeps the app's own options", () => {
    const frameworkErrors = (): void => {};
    expect(fastifyOptions({ logger: true, frameworkErrors })).toMatchObject({ logger: true, frameworkErrors });
  });

  it('is as Fastify is, without Halyard', async () => {
    const { origin } = await started(Fastify(fastifyOptions()), { withHalyard: false });
    expect((await askHttp1(origin, '/berths/%zz')).json()).toMatchObject({ statusCode: 400, code: 'FST_ERR_BAD_URL' });
  });
});

describe('Fastify() without them', () => {
  it('answers malformed HTTP with a problem document as well, and once', async () => {
    const { origin } = await started(Fastify());
    expect((await askRaw(origin, '\u0000\r\n\r\n')).text).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json/);
    const chunked = 'POST /nowhere HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Type: text/plain\r\n\r\n';
    const { text, closed } = await askRaw(origin, chunked, { then: ['zz\r\n'], timeout: 4_000 });
    expect([text.match(/HTTP\/1\.1 \d+/g), closed]).toEqual([[expect.stringMatching(/ 404$| 400$/)], true]);
  });

  it("leaves it to the app's own handler", async () => {
    const app = Fastify({ clientErrorHandler: (_error, socket) => void socket.end('HTTP/1.1 400 Mine\r\n\r\n') });
    const { origin } = await started(app);
    expect((await askRaw(origin, '\u0000\r\n\r\n')).text).toBe('HTTP/1.1 400 Mine\r\n\r\n');
  });

  it('is logged once, at start', async () => {
    const { lines } = await started(Fastify());
    expect(lines).toEqual([expect.stringContaining('Fastify(fastifyOptions(')]);
  });

  it('and with routes that were there before, that too', async () => {
    const app = Fastify();
    app.get('/before', () => 'before');
    expect((await started(app)).lines).toEqual([expect.stringContaining('await app.register(halyard)'), expect.stringContaining('Fastify(fastifyOptions(')]);
  });
});
