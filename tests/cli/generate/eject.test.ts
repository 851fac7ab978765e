import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer, halyard as onExpress } from '../../../src/adapters/express/express.ts';
import { halyard as onFastify } from '../../../src/adapters/fastify/fastify.ts';
import { responseFile } from '../../../src/cli/generate/response-file.ts';
import * as responses from '../../../src/core/responses/index.ts';
import type { Options } from '../../../src/core/settings/options.ts';
import { load } from '../../../src/load/load.ts';
import { Project } from '../project.ts';

type Call = readonly unknown[];
type Responses = Readonly<Record<string, (...args: Call) => unknown>>;

/** What a handler may pass to any response, also values that its types do not allow. */
const CALLS: readonly Call[] = [
  [],
  [undefined],
  [null],
  ['A message', { code: 'E_X', headers: { 'x-tea': 'oolong' }, type: 'https://shop.example/x' }],
  [new Error('boom'), { expose: true }],
  [{ a: 1, b: [2] }],
  [[{ path: ['email'], message: 'Enter an email address.' }], '/signup'],
  [{ email: 'Taken' }, '/signup', { code: 'E_TAKEN', headers: { 'x-tea': 'green' } }],
  [{ id: 7 }, '/orders/ä', { headers: { 'x-tea': 'black' } }],
  [{ detail: 'Only options', retryAfter: 42, allow: ['GET'], accept: ['image/png'], challenge: 'Bearer', blockedBy: 'https://a.example' }],
  ['m', { retryAfter: 42, allow: ['GET', 'HEAD'], accept: ['image/png'], challenge: 'Bearer', conceal: true, cause: new Error('why') }],
  [['one', new Error('two'), 3]],
  [Promise.resolve('forgotten await')],
  [{ headers: { 'x-tea': 'white' } }],
  [{ detail: 'd', view: 'members', format: 'text' }],
];
const ACCEPT = ['application/json', 'text/html', 'text/plain', 'text/markdown, */*;q=0.1'];
const NAMES = Object.keys(responses);

/** A call with more arguments than the response has is left out: no types allow it, and no page of the docs shows it. */
const paths = NAMES.flatMap((name) => {
  const most = responseFile(name, { language: 'cjs' }).text.match(/@param/g)?.length ?? 0;
  return CALLS.flatMap((call, index) => (call.length > most ? [] : [`/${name}/${index}`, `/${name}/${index}?thrown`]));
});

/** An answer without what differs from one request to the next. */
type Seen = Readonly<Record<string, unknown>>;

interface Host {
  readonly answer: (path: string, accept: string, method: string) => Promise<Seen>;
  readonly close: () => unknown;
}

const stable = (text: string): string =>
  text.replace(/[0-9A-Z]{4}-[0-9A-Z]{4}/g, 'REFE-RENC').replace(/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT/g, 'DATE');

const routeOf = (path: string): { readonly name: string; readonly call: Call; readonly isThrown: boolean } => {
  const [, name = '', index, how] = path.split(/[/?]/);
  return { name, call: CALLS[Number(index)] as Call, isThrown: how === 'thrown' };
};

const made = responses as unknown as Responses;

const HOSTS: Readonly<Record<string, (options: Options) => Promise<Host>>> = {
  async Express(options) {
    const app = express();
    onExpress(app, options);
    app.get(/^\/\w+\/\d+/, (req, res) => {
      const { name, call, isThrown } = routeOf(req.url);
      if (isThrown) throw made[name]?.(...call);
      (res as unknown as Responses)[name]?.(...call);
    });
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return {
      async answer(path, accept, method) {
        const answer = await fetch(origin + path, { method, headers: { accept } });
        return { status: answer.status, headers: [...answer.headers].map(([name, value]) => `${name}: ${stable(value)}`), body: stable(await answer.text()) };
      },
      close: () => server.close(),
    };
  },
  async Fastify(options) {
    const app = Fastify();
    await app.register(onFastify, options);
    app.get('/:name/:index', (request, reply) => {
      const { name, call, isThrown } = routeOf(request.url);
      if (isThrown) throw made[name]?.(...call);
      return (reply as unknown as Responses)[name]?.(...call);
    });
    return {
      async answer(url, accept, method) {
        const answer = await app.inject({ method: method as 'GET', url, headers: { accept } });
        return { status: answer.statusCode, headers: JSON.parse(stable(JSON.stringify(answer.headers))), body: stable(answer.body) };
      },
      close: () => app.close(),
    };
  },
};

const LANGUAGES = [
  ['TypeScript', { type: 'module' }, { 'tsconfig.json': '{}' }, ['Express', 'Fastify']],
  ['modules', { type: 'module' }, {}, ['Fastify']],
  ['CommonJS', { type: 'commonjs' }, {}, ['Fastify']],
] as const;

describe.each(LANGUAGES)('an app whose responses are all files, as %s', (_, manifest, files, hosts) => {
  let project: Project;
  beforeAll(async () => {
    project = new Project(manifest);
    for (const [name, text] of Object.entries(files)) project.write(name, text);
    project.write('views/members.ejs', '<h1>Members</h1>');
    project.write('views/404.ejs', '<h1>Mine <%= message %></h1>');
    expect((await project.halyard(['generate', 'responses'])).code).toBe(0);
  });
  afterAll(() => project.remove());

  it.each(hosts)(
    'answers on %s as an app without them does, and logs the same failures',
    async (name) => {
      const logs: string[][] = [[], []];
      const host = HOSTS[name] as (options: Options) => Promise<Host>;
      const [ejected, builtIn] = (await Promise.all(
        [undefined, false].map(async (folder, index) => {
          const { responses: own, views } = await load({ root: project.path });
          const log = (level: string) => (record: object, message: string) => {
            const { reference: _1, ...rest } = record as Readonly<Record<string, unknown>>;
            (logs[index] as string[]).push(stable(`${level} ${message} ${Object.keys(rest).sort().join()} ${rest['status']} ${rest['detail']}`));
          };
          const logger = { error: log('error'), warn: log('warn'), info: log('info'), debug: log('debug') };
          return host({
            views,
            ...(folder === undefined && { responses: own }),
            logger,
            environment: 'production',
            flash: { secret: 'a secret of the shop, 1234567890123456' },
          } as Options);
        }),
      )) as [Host, Host];
      const differences: unknown[] = [];
      for (const path of [...paths, '/nowhere']) {
        const method = path === '/nowhere' ? 'POST' : 'GET';
        for (const accept of ACCEPT) {
          const [theirs, ours] = [await ejected.answer(path, accept, method), await builtIn.answer(path, accept, method)];
          if (JSON.stringify(theirs) !== JSON.stringify(ours)) differences.push({ path, accept, theirs, ours });
        }
      }
      await Promise.all([ejected.close(), builtIn.close()]);
      expect(differences.slice(0, 3)).toEqual([]);
      expect(logs[0]).toEqual(logs[1]);
      expect(logs[0]?.length).toBeGreaterThan(1_000);
    },
    120_000,
  );
});
