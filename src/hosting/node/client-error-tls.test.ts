import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { askRaw } from '../../conformance/asking.ts';
import { answerClientError } from './client-error.ts';

function certificate(): { readonly key: Buffer; readonly cert: Buffer } {
  const directory = mkdtempSync(join(tmpdir(), 'halyard-tls-'));
  const [key, cert] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=localhost'], { stdio: 'ignore' });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

/** The set-up of the tests installs openssl. If it is missing, these tests are skipped. */
const hasOpenssl = spawnSync('openssl', ['version'], { stdio: 'ignore' }).status === 0;
const TLS = hasOpenssl ? certificate() : undefined;
const SERVERS: Readonly<Record<string, () => Server>> = {
  https: () => createHttpsServer(TLS ?? {}, (_request, reply) => reply.write('the first half')) as unknown as Server,
  'http2 that allows HTTP/1.1': () =>
    createSecureServer({ ...TLS, allowHTTP1: true }, (_request, reply) => void reply.write('the first half')) as unknown as Server,
};

let server: Server | undefined;
afterEach(() => server?.close());

async function opened(name: string): Promise<number> {
  server = (SERVERS[name] as () => Server)().on('clientError', answerClientError);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

/** Sends pieces over TLS and HTTP/1.1. Each piece waits for an answer to the one before. */
async function exchange(port: number, first: string, ...then: string[]): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] }, () => socket.write(first));
  let text = '';
  socket.setEncoding('latin1').on('data', (piece) => {
    text += piece;
    const next = then.shift();
    if (next !== undefined) socket.write(next);
  });
  await once(socket, 'close');
  return text;
}

describe.skipIf(!hasOpenssl).each(Object.keys(SERVERS))('answerClientError on %s', (name) => {
  it('answers invalid HTTP inside TLS, and closes', async () => {
    expect(await exchange(await opened(name), 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*"status":400\}$/);
  });

  it('writes no second head into an answer', async () => {
    const text = await exchange(await opened(name), 'GET / HTTP/1.1\r\nHost: a\r\n\r\n', 'nonsense\r\n\r\n');
    expect(text).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  it('closes a connection without TLS, and sends no HTTP', async () => {
    const port = await opened(name);
    const { text, closed } = await askRaw(new URL(`http://127.0.0.1:${port}`), 'GET / HTTP/1.1\r\nHost: a\r\n\r\n', { timeout: 8_000 });
    expect([text.includes('HTTP/1.1'), closed]).toEqual([false, true]);
  });
});
