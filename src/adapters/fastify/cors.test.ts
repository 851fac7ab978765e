import cors, { type FastifyCorsOptions } from '@fastify/cors';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import Fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { running } from '../../../tests/support/nest-app.ts';
import { askHttp1 } from '../../conformance/asking.ts';
import { HalyardModule } from '../nest/nest.ts';
import { fastifyOptions, halyard } from './fastify.ts';

const ORIGIN = 'https://harbour.example';
const HEADERS = { origin: ORIGIN, accept: 'application/json' };

/** A constraint that fails for each request with the field `x-fails`. */
const constraints = {
  failing: {
    name: 'failing',
    storage: () => {
      const handlers = new Map<unknown, unknown>();
      return { get: (value: unknown) => handlers.get(value) ?? null, set: (value: unknown, handler: unknown) => void handlers.set(value, handler) };
    },
    validate: () => undefined,
    deriveConstraint: (request: { readonly headers: Record<string, unknown> }, _context: unknown, done: (error: Error | null, value?: string) => void) =>
      request.headers['x-fails'] === undefined ? done(null, 'any') : done(new Error('S3CRET')),
  },
};

async function started(register: (app: FastifyInstance) => Promise<unknown>, options: object = {}) {
  const app = Fastify(fastifyOptions(options)) as unknown as FastifyInstance;
  const lines: string[] = [];
  const add = (_record: object, line: string) => void lines.push(line);
  await app.register(halyard, { environment: 'production', logger: { error: add, warn: add, info: add, debug: add } });
  await register(app);
  app.get('/berths/:id', async () => 'a berth');
  if (Object.hasOwn(options, 'constraints')) app.get('/constrained', { constraints: { failing: 'any' } }, async () => 'a berth');
  const origin = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  return { app, origin, lines };
}

interface Failing {
  readonly path: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

const FAILURES: Readonly<Record<string, Failing>> = {
  'an address that cannot be decoded': { path: '/berths/%zz', status: 400 },
  'a parameter that is too long': { path: `/berths/${'x'.repeat(200)}`, status: 414 },
  'a constraint that fails': { path: '/constrained', status: 500, headers: { 'x-fails': 'yes' } },
  'a method without routes': { path: '/berths/7', status: 404, method: 'PROPFIND' },
  'an unmatched route': { path: '/nowhere', status: 404 },
};

const STAGES = ['onRequest', 'preParsing', 'preValidation', 'preHandler'] as const;

describe('@fastify/cors', () => {
  it.each(Object.entries(FAILURES))('adds its fields to the answer to %s', async (_, { path, status, headers, method = 'GET' }) => {
    for (const hook of STAGES) {
      const { app, origin, lines } = await started(async (one) => one.register(cors, { origin: [ORIGIN], credentials: true, hook }), { constraints });
      const reply = await askHttp1(origin, path, { method, headers: { ...HEADERS, ...headers } });
      await app.close();
      expect([reply.status, reply.json()['status']]).toEqual([status, status]);
      expect(reply.headers).toMatchObject({ 'access-control-allow-origin': ORIGIN, 'access-control-allow-credentials': 'true' });
      expect(reply.headers['vary']?.toLowerCase().split(', ')).toEqual(expect.arrayContaining(['origin', 'accept']));
      expect(lines).toHaveLength(1);
    }
  });

  it('works on Nest, too', async () => {
    const halyardModule = HalyardModule.forRoot({ environment: 'production', logger: false });
    const prepare = (app: { enableCors(options: object): void }): void => app.enableCors({ origin: ORIGIN });
    const { app, ask, stop } = await running({ halyard: halyardModule, adapter: new FastifyAdapter(fastifyOptions()), prepare });
    const reply = await ask('%zz', { headers: { origin: ORIGIN } });
    expect([app !== undefined, reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([true, 400, ORIGIN]);
    await stop();
  });

  it('answers a preflight request for such an address', async () => {
    const { app, origin } = await started(async (one) => one.register(cors, { origin: ORIGIN, methods: ['GET', 'PUT'] }));
    const headers = { ...HEADERS, 'access-control-request-method': 'PUT' };
    const reply = await askHttp1(origin, '/berths/%zz', { method: 'OPTIONS', headers });
    await app.close();
    expect([reply.status, reply.headers['access-control-allow-methods']]).toEqual([204, 'GET, PUT']);
  });

  it.each<[string, FastifyCorsOptions]>([
    ['an origin that is not allowed', { origin: ['https://other.example'] }],
    ['CORS switched off', { origin: false }],
  ])('adds nothing for %s', async (_, options) => {
    const { app, origin } = await started(async (one) => one.register(cors, options));
    const reply = await askHttp1(origin, '/berths/%zz', { headers: HEADERS });
    await app.close();
    expect([reply.status, reply.headers['access-control-allow-origin']]).toEqual([400, undefined]);
  });

  it('that fails is answered as for any other request', async () => {
    const { app, origin, lines } = await started(async (one) => one.register(cors, { origin: (_origin, done) => done(new Error('S3CRET'), false) }));
    for (const path of ['/berths/%zz', '/berths/7']) expect((await askHttp1(origin, path, { headers: HEADERS })).json()).toMatchObject({ status: 500 });
    await app.close();
    expect(lines).toHaveLength(2);
  });

  it('of a plugin with a prefix has no say in it', async () => {
    const { app, origin } = await started(async (one) => one.register(async (plugin) => void (await plugin.register(cors)), { prefix: '/api' }));
    const reply = await askHttp1(origin, '/berths/%zz', { headers: HEADERS });
    await app.close();
    expect([reply.status, reply.headers['access-control-allow-origin']]).toEqual([400, undefined]);
  });
});
