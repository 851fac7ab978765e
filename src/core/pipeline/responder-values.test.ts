import { describe, expect, it } from 'vitest';
import type { Format } from '../formats/format.ts';
import type { Environment } from '../ports/environment.ts';
import type { Host } from '../ports/host.ts';
import type { Representation } from '../ports/representation.ts';
import type { IncomingRequest } from '../ports/request.ts';
import { defineResponse } from '../responses/define-response.ts';
import { badRequest, conflict, methodNotAllowed, notFound } from '../responses/index.ts';
import type { Options } from '../settings/options.ts';
import { settingsOf } from '../settings/settings.ts';
import { Responder } from './responder.ts';

interface Reply {
  written?: Representation;
}

const lines: { readonly record: Record<string, unknown>; readonly line: string }[] = [];
const log = (record: object, line: string): void => void lines.push({ record: record as Record<string, unknown>, line });
const environment: Environment = {
  mode: 'production',
  modeReason: 'set by the spec',
  now: () => performance.now(),
  random: (bytes) => crypto.getRandomValues(bytes),
  logger: { error: log, warn: log, info: log, debug: log },
};

const host: Host<Reply> = {
  name: 'spec',
  read: () => ({ method: 'GET', url: '/', httpVersion: '1.1', header: () => undefined, replyHeader: () => undefined }) as unknown as IncomingRequest,
  progress: (reply) => (reply.written === undefined ? 'open' : 'finished'),
  write(reply, representation) {
    reply.written = representation;
  },
  abort() {},
  context: (reply) => ({ req: reply, res: reply }),
};

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));

async function call(name: string, args: readonly unknown[], options: Options = {}): Promise<Representation> {
  lines.length = 0;
  const reply: Reply = {};
  const responder = new Responder(host, settingsOf(options, environment));
  await responder.methods<Reply>((receiver) => receiver)[name]?.call(reply, ...args);
  await settled();
  return reply.written as Representation;
}

async function thrown(error: unknown, options: Options = {}): Promise<Representation> {
  lines.length = 0;
  const reply: Reply = {};
  await new Responder(host, settingsOf(options, environment)).fail(reply, error);
  await settled();
  return reply.written as Representation;
}

/** A list with four thousand million empty slots. */
const sparse = (): unknown[] => new Array(4_294_967_295);

describe('a sparse list with a huge length', () => {
  it.each<[string, readonly unknown[]]>([
    ['badRequest', [sparse()]],
    ['badRequest', [{ email: sparse() }]],
    ['badRequest', [{ issues: sparse(), errors: sparse() }]],
    ['badRequest', [[{ message: 'Too short', path: sparse() }]]],
    ['badRequest', [Object.assign(sparse(), { 0: new Error('first'), 1: 'Too short' })]],
    ['badRequest', ['No', { redirectTo: '/signup', flash: { warning: sparse() } }]],
    ['badRequest', ['No', sparse()]],
    ['conflict', [sparse()]],
    ['forbidden', ['No', { headers: sparse() }]],
    ['forbidden', ['No', { headers: { 'x-owner': sparse() } }]],
    ['forbidden', [{ owners: sparse() }]],
    ['methodNotAllowed', [{ allow: Object.assign(sparse(), { 0: 'GET' }) }]],
    ['serverError', [sparse()]],
    ['serverError', [new Error('m', { cause: sparse() })]],
    ['serverError', [Object.assign(new AggregateError([]), { errors: sparse() })]],
    ['quota', [sparse()]],
  ])('does not block %s', async (name, args) => {
    const quota = defineResponse({
      status: 402,
      outcome: (list: unknown[]) => ({ issues: list, causes: list, flash: { a: list }, headers: { x: list }, detail: list }) as never,
    });
    expect((await call(name, args, { responses: { quota } })).body.length).toBeLessThan(16_384);
  });

  it('does not block a thrown value', async () => {
    for (const error of [
      sparse(),
      badRequest(sparse()),
      conflict(sparse() as never),
      methodNotAllowed({ allow: sparse() as never }),
      notFound('m', sparse() as never),
    ])
      expect((await thrown(error)).status).toBeGreaterThanOrEqual(400);
  });

  it('does not block bytes and texts of that length', async () => {
    for (const value of [new Uint8Array(200_000_000), 'x'.repeat(100_000_000)])
      for (const args of [[value], ['No', value], ['No', { headers: value }], ['No', { headers: { x: value }, type: 'about:blank' }]])
        expect((await call('forbidden', args)).body.length).toBeLessThan(16_384);
  });

  it('is refused as the option formats', () => {
    expect(() => settingsOf({ formats: sparse() as never }, environment)).toThrow('E_OPTION');
  });
});

describe("an app's own format", () => {
  const format = (members: Partial<Format>): Options => ({
    deadline: 30,
    formats: [{ name: 'own', mediaType: 'application/problem+json', ...members } as Format],
  });

  it.each<[string, Partial<Format>, string]>([
    ['never settles', { render: () => new Promise(() => {}) }, 'format "own" still rendering after 30 ms'],
    ['returns a thenable that never settles', { render: () => ({ then: () => {} }) as never }, 'format "own" still rendering after 30 ms'],
    [
      'returns a promise as its body',
      { render: () => ({ body: Promise.reject(new Error('no')), contentType: 'a/b', value: 1 }) as never },
      'a promise as its body',
    ],
    ['returns a body that is no text', { render: async () => ({ body: 7, contentType: 'a/b', value: 7 }) as never }, 'a value of type number as its body'],
    ['returns an endless header field', { render: () => ({ body: '', contentType: 'a/b', value: 1, headers: { x: sparse() } }) as never }, 'as its header x'],
    ['returns a number', { render: () => 7 as never }, 'a value of type number'],
  ])('that %s is skipped, and the next format answers', async (_, members, found) => {
    const { status, headers } = await call('notFound', [], format(members));
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(lines.map(({ record }) => (record['err'] as Error | undefined)?.message).join()).toContain(found);
  });
});

describe('an option that is a function', () => {
  it.each<[string, Options]>([
    ['context', { context: (async () => ({ user: 7 })) as never }],
    ['context', { context: () => Promise.reject(new Error('no session')) as never }],
    ['format', { format: (async () => 'html') as never }],
    ['disclose', { disclose: (async () => true) as never }],
  ])('that returns a promise (%s) is ignored, and this is logged once', async (name, options) => {
    const responder = new Responder(host, settingsOf(options, environment));
    lines.length = 0;
    for (let i = 0; i < 3; i++) {
      const reply: Reply = {};
      await responder.fail(reply, new Error('the cause'));
      expect(reply.written?.body).not.toContain('the cause');
    }
    await settled();
    expect(lines.filter(({ line }) => line.includes(`the option ${name} failed: E_PROMISE`))).toHaveLength(1);
  });

  it.each([
    ['locals', { user: Promise.resolve(1) }],
    ['responses', Promise.resolve({})],
    ['levels', Promise.resolve({})],
  ])('cannot be a promise or contain one: %s', (name, value) => {
    expect(() => settingsOf({ [name]: value }, environment)).toThrow('E_OPTION');
  });
});

describe("a promise in an app's own response", () => {
  const withQuota = (outcome: unknown): Options => ({ responses: { quota: defineResponse({ status: 402, outcome: outcome as never }) } });

  it.each<[string, () => unknown]>([
    ['is its outcome', async () => ({ detail: 'the plan is needed' })],
    ['rejects as its outcome', () => Promise.reject(new Error('no plans'))],
    ['is its detail', () => ({ detail: Promise.resolve('the plan') })],
    ['is in its headers', () => ({ headers: { x: Promise.reject(new Error('no plans')) } })],
  ])('that %s is a 500, and the log has the place', async (_, outcome) => {
    expect((await call('quota', [], withQuota(outcome))).status).toBe(500);
    expect(lines[0]?.line).toMatch(/E_PROMISE.*outcome of quota\(/);
  });

  it('is passed to a response with a new name, which may await it', async () => {
    const plan = async function (this: { res: Reply }, promise: Promise<string>): Promise<void> {
      const body = await promise;
      this.res.written = { status: 402, headers: {}, removedHeaders: [], body, value: body };
    };
    expect((await call('plan', [Promise.resolve('the plan')], { responses: { plan } })).body).toBe('the plan');
  });

  it('is a 500 if the response calls the default with it', async () => {
    const ok = function (this: { default(...args: unknown[]): unknown }): unknown {
      return this.default(Promise.reject(new Error('the database has gone')));
    };
    expect((await call('ok', [], { responses: { ok } })).status).toBe(500);
    expect(lines.map(({ line }) => line).join('\n')).toMatch(/E_PROMISE[\s\S]*the database has gone/);
  });
});

it('keeps the error that was passed with it in the log', async () => {
  await thrown(new Error('the berth is taken', { cause: Promise.reject(new Error('the database has gone')) }));
  expect(JSON.stringify(lines[0])).toMatch(/E_PROMISE.*the berth is taken/);
  expect(lines[1]?.line).toContain('the database has gone');
});
