import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import express from 'express';
// @ts-expect-error The types are those of Express 5, and near enough.
import express4 from 'express4';
import createError from 'http-errors';
import multer from 'multer';
import { afterEach, describe, expect, it } from 'vitest';
import { PLATFORMS, running } from '../../../tests/support/nest-app.ts';
import { HalyardModule } from '../nest/nest.ts';
import { halyard } from './express.ts';

const open: Server[] = [];
afterEach(() => open.splice(0).map((server) => server.close()));

const FORMATS = ['application/json', 'text/html', 'text/plain', 'text/markdown'];
const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

type Make = typeof express;
type Ask = (
  accept: string,
  init: { readonly headers: object; readonly body: string | Uint8Array<ArrayBuffer>; readonly path?: string },
) => Promise<{ status: number; text: string }>;

/** An app with some middleware, and its log. */
async function appWith(make: Make, use: (app: ReturnType<Make>) => unknown): Promise<{ ask: Ask; lines: string[] }> {
  const app = make();
  const lines: string[] = [];
  const log = (...line: readonly unknown[]): void => void lines.push(JSON.stringify(line));
  halyard(app, { environment: 'production', logger: { error: log, warn: log, info: log, debug: log } });
  use(app);
  app.use((_request, response) => response.ok());
  const server = createServer(app).listen(0, '127.0.0.1');
  open.push(server);
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask: Ask = async (accept, { path = '/', headers, body }) => {
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers: { accept, ...headers }, body });
    return { status: answer.status, text: `${JSON.stringify([...answer.headers])}${await answer.text()}` };
  };
  return { ask, lines };
}

const mismatch = new Error('signature mismatch, expected S3CRET');

describe.each([
  ['Express 5', express],
  ['Express 4', express4 as unknown as Make],
])('a body parser on %s', (_, make) => {
  it.each<[string, () => never]>([
    ['an Error', () => fail(mismatch)],
    ['a TypeError', () => fail(new TypeError('S3CRET'))],
    ['an Error with a type of its own', () => fail(Object.assign(new Error('S3CRET'), { type: 'signature.invalid' }))],
    ['an Error with the type of another failure', () => fail(Object.assign(new Error('S3CRET'), { type: 'entity.too.large' }))],
    ['an Error with a status', () => fail(Object.assign(new Error('S3CRET'), { status: 401 }))],
    ['an error of http-errors around another', () => fail(createError(401, new Error('S3CRET')))],
    ['an error of http-errors made from a text', () => fail(createError(401, 'S3CRET'))],
  ])('keeps what `verify` threw from the client, in every format: %s', async (__, verify) => {
    for (const parser of [
      make.json({ verify }),
      make.urlencoded({ verify, extended: true }),
      make.text({ verify, type: '*/*' }),
      make.raw({ verify, type: '*/*' }),
    ]) {
      const { ask } = await appWith(make, (app) => app.use(parser));
      for (const accept of FORMATS) {
        const type = parser.name === 'urlencodedParser' ? FORM_TYPE : JSON_TYPE;
        const { status, text } = await ask(accept, { headers: type, body: parser.name === 'urlencodedParser' ? 'a=1' : '{"a":1}' });
        expect([401, 403, 413]).toContain(status);
        expect(text).not.toContain('S3CRET');
      }
    }
  });

  it('has what `verify` threw in the log', async () => {
    const { ask, lines } = await appWith(make, (app) => app.use(make.json({ verify: () => fail(mismatch) })));
    const { status, text } = await ask('application/json', { headers: JSON_TYPE, body: '{"password":"hunter2"}' });
    expect([status, text.includes('Forbidden')]).toEqual([403, true]);
    expect(lines.join('\n')).toContain('signature mismatch');
    expect(lines.join('\n')).not.toContain('hunter2');
  });

  it.each<[string, (app: ReturnType<Make>) => unknown, Parameters<Ask>[1], number, string]>([
    ['no JSON', (app) => app.use(make.json()), { headers: JSON_TYPE, body: '{"a": hunter2' }, 400, 'The request body could not be parsed.'],
    [
      'what the app’s reviver refused',
      (app) => app.use(make.json({ reviver: () => fail(new Error('hunter2')) })),
      { headers: JSON_TYPE, body: '{"a":1}' },
      400,
      'The request body could not be parsed.',
    ],
    [
      'a body that is too large',
      (app) => app.use(make.json({ limit: 3 })),
      { headers: JSON_TYPE, body: '"hunter2"' },
      413,
      'What was sent is larger than this server accepts.',
    ],
    [
      'a body that does not unpack',
      (app) => app.use(make.json()),
      { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: 'hunter2' },
      400,
      'The request body could not be parsed.',
    ],
    [
      'a body that ends too soon',
      (app) => app.use(make.json()),
      { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: gzipSync('{"a":"hunter2"}').subarray(0, 20) },
      400,
      'The request body could not be parsed.',
    ],
    ['a charset that nobody knows', (app) => app.use(make.json()), { headers: { 'content-type': 'application/json; charset=hunter2' }, body: '{}' }, 415, ''],
    ['a coding that nobody knows', (app) => app.use(make.json()), { headers: { ...JSON_TYPE, 'content-encoding': 'hunter2' }, body: '{}' }, 415, ''],
    [
      'a form of too many fields',
      (app) => app.use(make.urlencoded({ extended: true, parameterLimit: 2 })),
      { headers: FORM_TYPE, body: 'a=1&b=2&hunter2=3' },
      413,
      'The form has too many fields.',
    ],
    [
      'a form that is nested too deeply',
      (app) => app.use(make.urlencoded({ extended: true, depth: 1 } as never)),
      { headers: FORM_TYPE, body: 'a[b][c][hunter2]=1' },
      400,
      'The fields of the form are nested too deeply.',
    ],
    [
      'a multipart form that is cut off',
      (app) => app.use(multer().none()),
      { headers: { 'content-type': 'multipart/form-data; boundary=b' }, body: '--b\r\nContent-Disposition: form-data; name="hunter2"\r\n\r\nhunter2' },
      400,
      'The request body could not be parsed.',
    ],
    [
      'an address that cannot be decoded',
      (app) => app.use('/berths/:id', (_q, res) => res.ok()),
      { headers: {}, body: '', path: '/berths/%zzhunter2' },
      400,
      '',
    ],
    ['a file that is not there', (app) => app.use((_q, res) => res.sendFile('/srv/hunter2')), { headers: {}, body: '' }, 404, ''],
  ])('describes the problem with our text, and quotes nothing of the body: %s', async (__, use, init, status, text) => {
    const { ask, lines } = await appWith(make, use);
    for (const accept of FORMATS) {
      const answer = await ask(accept, init);
      expect(answer.status).toBe(status);
      expect(answer.text).toContain(text);
      expect(answer.text.toLowerCase()).not.toContain('hunter2');
    }
    expect(
      lines
        .map((line) => line.replaceAll(/"path":"[^"]*"|(?:GET|POST) \S+/g, ''))
        .join('\n')
        .toLowerCase(),
    ).not.toContain('hunter2');
  });
});

describe.each(PLATFORMS)('a body parser and exceptions of Nest on %s', (platform, adapterOf) => {
  it('keep what was not written for the client', async () => {
    const database = Object.assign(new Error('S3CRET'), { code: '42703', severity: 'ERROR', routine: 'x', errors: [{ message: 'S3CRET', path: ['a'] }] });
    const { BadRequestException, HttpException, PayloadTooLargeException } = await import('@nestjs/common');
    const makers: Readonly<Record<string, () => unknown>> = {
      wrapped: () => createError(400, database),
      exception: () => new BadRequestException(database),
      cause: () => new BadRequestException('Not a booking', { cause: database }),
      body: () => new HttpException({ message: database, errors: [database] }, 422),
      file: () => new PayloadTooLargeException('Too large', { cause: Object.assign(new multer.MulterError('LIMIT_FILE_SIZE', 'scan'), { path: 'S3CRET' }) }),
    };
    const app = await running({
      adapter: adapterOf(),
      halyard: HalyardModule.forRoot({ environment: 'production', logger: false }),
      handlers: Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, () => fail(make())])),
      ...(platform === 'Express' && { app: { bodyParser: false }, prepare: (nest) => nest.use('/verified', express.json({ verify: () => fail(mismatch) })) }),
    });
    try {
      for (const accept of FORMATS) {
        const paths = platform === 'Express' ? [...Object.keys(makers), 'verified'] : Object.keys(makers);
        for (const path of paths) {
          const answer = await app.ask(path, { method: 'POST', headers: { ...JSON_TYPE, accept }, body: '{}' });
          expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
          expect(answer.text).not.toContain('S3CRET');
        }
      }
      expect((await app.ask('cause')).json).toMatchObject({ status: 400, detail: 'Not a booking' });
      expect((await app.ask('file')).json).toMatchObject({ status: 413, code: 'LIMIT_FILE_SIZE', errors: [{ pointer: '#/scan' }] });
    } finally {
      await app.stop();
    }
  });
});

function fail(error: unknown): never {
  throw error;
}
