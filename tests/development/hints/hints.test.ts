import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { hintsAbout } from './situation-of.ts';

/** The error that something fails with. */
async function thrownBy(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

const textOf = (error: unknown, status = 500): string | undefined => hintsAbout({ status, errors: [error] })[0]?.text;

describe('the hint of an error of the system', () => {
  it('names the address where nothing listens, also behind an AggregateError', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    const error = await thrownBy(() => once(connect(port, '127.0.0.1'), 'connect'));
    const text = `Nothing listens on 127.0.0.1:${port}. Is it running, and is the address right?`;
    expect(textOf(error)).toBe(text);
    expect(textOf(new Error('the order failed', { cause: new AggregateError([error], '') }))).toBe(text);
    expect(textOf(Object.assign(new AggregateError([error]), { code: 'ECONNREFUSED' }))).toBe(text);
  });

  it('names the server that usually listens there', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED ::1:5432'), { code: 'ECONNREFUSED', address: '::1', port: 5432 });
    expect(textOf(error)).toBe('Nothing listens on [::1]:5432. It is the usual port of PostgreSQL. Is it running, and is the address right?');
  });

  it('names the port that is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const error = await thrownBy(() => once(createServer().listen(port, '127.0.0.1'), 'listening'));
    server.close();
    expect(textOf(error)).toBe(`The port ${port} is in use. Stop the other process, or listen on another port.`);
  });

  it('names the file that does not exist, and where a relative path begins', async () => {
    const [hint] = hintsAbout({ status: 500, errors: [await thrownBy(() => readFile('no/such.json'))] });
    expect(hint?.text).toBe('no/such.json does not exist.');
    expect(hint?.lines?.[0]).toContain(process.cwd());
    expect(hintsAbout({ status: 500, errors: [await thrownBy(() => readFile('/no/such.json'))] })).toEqual([{ text: '/no/such.json does not exist.' }]);
  });

  it('names the package that is not installed', () => {
    // The error of Node's own loader. Vitest loads modules in another way.
    const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', "import 'no-such-package/of-files.js'"], { encoding: 'utf8' });
    const message = /Cannot find package [^\n]*/.exec(stderr)?.[0];
    const [hint] = hintsAbout({
      status: 500,
      errors: [Object.assign(new Error(message), { code: 'ERR_MODULE_NOT_FOUND' })],
    });
    expect(hint).toEqual({ text: 'The package no-such-package is not installed.', code: 'npm install no-such-package' });
  });

  it('shows no secret of an address or a path', () => {
    const error = Object.assign(new Error('x'), { code: 'ENOENT', syscall: 'open', path: '/keys/sk_live_51H8xkJ2eZvKYlo2C0aBcDeFgHiJkLmNoP' });
    expect(textOf(error)).not.toContain('51H8xkJ2eZv');
  });
});

describe('the hint of a database', () => {
  it.each([
    [
      { name: 'PrismaClientKnownRequestError', code: 'P2021' },
      'The table does not exist in the database. Perhaps a migration has not run.',
      'npx prisma migrate dev',
    ],
    [{ name: 'PrismaClientKnownRequestError', code: 'P2025' }, 'The row of this query does not exist.', undefined],
    [
      { name: 'PrismaClientInitializationError', errorCode: 'P1001' },
      'Prisma cannot reach the database server. Is it running, and is DATABASE_URL right?',
      undefined,
    ],
    [{ name: 'error', code: '42P01', severity: 'ERROR' }, 'The query names a table that does not exist. Perhaps a migration has not run.', undefined],
    [{ name: 'Error', code: 'ER_DUP_ENTRY' }, 'A row with the same unique value exists already.', undefined],
    [{ name: 'MongoServerError', code: 11000 }, 'A document with the same unique value exists already.', undefined],
  ])('%j', (members, text, code) => {
    expect(hintsAbout({ status: 500, errors: [Object.assign(new Error('failed'), members)] })).toEqual([{ text, ...(code !== undefined && { code }) }]);
  });

  it('is for the errors of the pg driver itself', () => {
    const error = Object.assign(new pg.DatabaseError('relation "orders" does not exist', 10, 'error'), { severity: 'ERROR', code: '42P01' });
    expect(textOf(error)).toContain('table that does not exist');
  });

  it.each([
    { code: '42P01' },
    { code: 'P2021' },
    { code: 'constructor', severity: 'ERROR' },
    { code: '__proto__', name: 'PrismaClientKnownRequestError' },
    { code: 'toString' },
  ])('is absent for a code that may mean something else: %j', (members) => {
    expect(hintsAbout({ status: 500, errors: [Object.assign(new Error('failed'), members)] })).toEqual([]);
  });
});

describe('the hint of a call', () => {
  it.each([
    ['res.notFoud is not a function', 'res.notFoud() does not exist. Did you mean res.notFound()?'],
    ['reply.badrequest is not a function', 'reply.badrequest() does not exist. Did you mean reply.badRequest()?'],
    ['c.var.reply.serverEror is not a function', 'c.var.reply.serverEror() does not exist. Did you mean c.var.reply.serverError()?'],
    ['this.res.forbiden is not a function', 'this.res.forbiden() does not exist. Did you mean this.res.forbidden()?'],
    ['r.unauthorised is not a function', 'r.unauthorised() does not exist. Did you mean r.unauthorized()?'],
  ])('%s', (message, text) => {
    expect(textOf(new TypeError(message))).toBe(text);
  });

  it.each(['orders.map is not a function', 'res.frobnicate is not a function', 'x is not a function', 'Cannot read properties of undefined'])(
    'is absent: %s',
    (message) => {
      expect(textOf(new TypeError(message))).toBeUndefined();
    },
  );
});

describe('the hint of a status', () => {
  it.each([
    [{ status: 401 }, 'The request has no Authorization field and no cookie.'],
    [{ status: 429, outcome: { headers: { 'retry-after': '30' } } }, 'The answer has Retry-After 30 (seconds).'],
    [{ status: 415, headers: { 'content-type': 'text/csv' } }, 'The server takes no body with Content-Type text/csv.'],
    [
      { status: 400, headers: { 'content-type': 'application/json' }, outcome: { detail: 'The request body could not be parsed.' } },
      'The body is not valid JSON.',
    ],
  ])('%j', (given, text) => {
    expect(hintsAbout(given)[0]?.text).toBe(text);
  });

  it('is absent if the request shows nothing about it', () => {
    for (const given of [
      { status: 401, headers: { authorization: 'Bearer x' } },
      { status: 403 },
      { status: 429 },
      { status: 503 },
      { status: 500 },
      { status: 418 },
    ])
      expect(hintsAbout(given)).toEqual([]);
  });
});

describe('the hints', () => {
  it('never throw, whatever the error is', () => {
    const throws = (): never => {
      throw new Error('read');
    };
    const hostile = new Proxy(new Error('x'), { get: throws, has: throws, getOwnPropertyDescriptor: throws, ownKeys: throws });
    const cyclic: { cause?: unknown } & Error = new Error('x');
    cyclic.cause = cyclic;
    const { proxy, revoke } = Proxy.revocable(new Error('x'), {});
    revoke();
    for (const error of [hostile, cyclic, proxy, undefined, null, 'text', 7, Object.create(null)])
      expect(hintsAbout({ status: 500, errors: [error] })).toEqual([]);
  });
});
