import { createServer } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { DrillReport } from '../../src/drill/model/drill-report.ts';
import { Client } from '../../src/drill/run/client.ts';
import { drill } from './drilled.ts';

const APP = new URL('apps/careless.mjs', import.meta.url);

afterEach(() => {
  Reflect.deleteProperty(process.env, 'CARELESS');
});

function drilled(kind: string): Promise<DrillReport> {
  process.env['CARELESS'] = kind;
  return drill(APP, { only: ['notFound'] });
}

const codes = ({ findings }: DrillReport): string[] => findings.map(({ code, message }) => `${code}: ${message}`);
const reasons = ({ skipped }: DrillReport): string => skipped.map(({ what, why }) => `${what}: ${why}`).join('\n');
const unplayed = ({ played }: DrillReport): number => played.filter(({ exercise, trace }) => exercise.call !== undefined && !trace.isPlayed).length;

describe('the drill of an app', () => {
  it('plays what a limit of requests has refused before the middleware, and says so', async () => {
    const report = await drilled('limit');
    expect(codes(report)).toEqual([]);
    expect(unplayed(report)).toBe(0);
    expect(reasons(report)).toMatch(/answers after the middleware of the app: the app answered 429 itself/);
    expect(reasons(report)).toMatch(/no route.*: middleware of the app answered 429/);
  });

  it('takes the way to a login for no fault', async () => {
    const report = await drilled('login');
    expect(codes(report)).toEqual([]);
    expect(reasons(report)).toMatch(/no route.*: middleware of the app redirects to \/login$/m);
  });

  it('finds the server on which Halyard is mounted among several', async () => {
    const report = await drilled('two servers');
    expect(codes(report)).toEqual([]);
    expect(report.app.host).toBe('Express');
    expect(unplayed(report)).toBe(0);
  });

  it('ends although no answer of the middleware ends', async () => {
    const report = await drilled('drips');
    expect(codes(report)).toEqual(['no-answer: notFound does not end its answer.']);
    expect(reasons(report)).toMatch(/no route.*: the middleware of the app answers no request in time/);
  }, 120_000);

  it('reports an app that ends in the middle as a crash, with its line', async () => {
    const report = await drilled('throws');
    expect(report.findings.map(({ code, place }) => [code, place?.file, place?.line])).toEqual([['crash', 'tests/drill/apps/careless.mjs', 20]]);
    expect(reasons(report)).toMatch(/answers and all faults: the app did not survive/);
  });
});

describe('the client of the drill', () => {
  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['x-gzip', gzipSync],
    ['klingon', Buffer.from],
  ])('reads a body of %s, and the trailers behind it', async (coding, encode) => {
    const server = createServer((_req, res) => {
      res.writeHead(500, { 'content-encoding': coding, trailer: 'x-debug' });
      res.write(encode('the secret, the secret, the secret' as never));
      res.addTrailers({ 'x-debug': 'a secret' });
      res.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const client = new Client(`http://127.0.0.1:${port}`);
    const answer = await client.send({ method: 'GET', path: '/', headers: {} });
    client.close();
    server.close();
    expect(answer.body).toBe('the secret, the secret, the secret');
    expect(answer.headers).toContainEqual(['x-debug', 'a secret']);
  });
});
