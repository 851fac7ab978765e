import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { halyard } from '../../../src/adapters/fetch/fetch.ts';
import { type CheckOptions, type CheckReport, checkProxy } from '../../../src/export/check/check-proxy.ts';
import { checkJson } from '../../../src/export/check/report-json.ts';
import { codesOf, findingOf } from './checked-nginx.ts';

/** An answer as a right proxy sends it. A test changes it. */
interface Raw {
  readonly head: string;
  readonly method: string;
  readonly fields: Map<string, string>;
  body: Buffer;
  status: number;
}

const app = halyard({ logger: false });
const failing = app.fetch(() => {
  throw Object.assign(new Error('for the log only'), { status: 502 });
});
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A server for raw bytes. `answer` gets what was asked, and returns what is sent. */
async function serve(answer: (head: string, socket: Socket) => Promise<Buffer | string | undefined>): Promise<URL> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    let text = '';
    socket.on('data', async (chunk) => {
      text += chunk.toString('latin1');
      if (!text.includes('\r\n\r\n')) return;
      const bytes = await answer(text.slice(0, text.indexOf('\r\n\r\n')), socket);
      if (bytes !== undefined) socket.end(bytes);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

async function rightAnswer(head: string): Promise<Raw> {
  const accept = /^accept: (.*)$/im.exec(head)?.[1];
  const response = await failing(new Request('http://localhost/', { headers: accept === undefined ? {} : { accept } }));
  const fields = new Map([...response.headers]).set('retry-after', '30');
  return { head, method: head.split(' ', 1)[0] as string, fields, body: Buffer.from(await response.text()), status: 502 };
}

function bytesOf({ status, fields, body, method }: Raw): Buffer {
  const lines = [...fields].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status} Failure\r\n${lines}content-length: ${body.length}\r\nconnection: close\r\n\r\n`),
    ...(method === 'HEAD' ? [] : [body]),
  ]);
}

/** The report on a server whose right answers are changed. */
async function reportOn(change: (raw: Raw) => unknown, options?: CheckOptions): Promise<CheckReport> {
  const url = await serve(async (head) => {
    const raw = await rightAnswer(head);
    change(raw);
    return bytesOf(raw);
  });
  return checkProxy(url, options);
}

const isHtml = ({ fields }: Raw): boolean => fields.get('content-type')?.startsWith('text/html') === true;

describe('the check of answers that another server than nginx sends:', () => {
  it('has no finding if they are right', async () => {
    expect(codesOf(await reportOn(() => {}))).toEqual([]);
  });

  it('names a compressed body that nobody asked for, and nothing that follows from it', async () => {
    const finding = findingOf(
      await reportOn((raw) => {
        raw.body = gzipSync(raw.body);
        raw.fields.set('content-encoding', 'gzip');
      }),
    );
    expect(finding).toMatchObject({ code: 'wrong-header', found: ['Content-Encoding: gzip'] });
  });

  it('names another encoding than UTF-8, as an error', async () => {
    const latin = await reportOn(({ fields }) => fields.set('content-type', (fields.get('content-type') as string).replace(/utf-8/i, 'ISO-8859-1')));
    expect(findingOf(latin)).toMatchObject({ code: 'wrong-charset', severity: 'error' });
    const bytes = await reportOn((raw) => {
      if (isHtml(raw)) raw.body = Buffer.from(raw.body.toString().replace('</title>', ' für Sie</title>'), 'latin1');
    });
    expect(findingOf(bytes)).toMatchObject({ code: 'wrong-charset', severity: 'error', expected: 'a body in UTF-8' });
  });

  it.each(['soon 5', '-5', '2.5', 'Wed, 01 Jan 2020 00:00:00 GMT', '2099-01-01'])('refuses `Retry-After: %s`', async (value) => {
    expect(findingOf(await reportOn(({ fields }) => fields.set('retry-after', value)))).toMatchObject({
      code: 'wrong-header',
      found: [`Retry-After: ${value}`],
    });
  });

  it('accepts a date that is still to come in `Retry-After`, and chunks in capital letters', async () => {
    const url = await serve(async (head) => {
      const { fields, body, method } = await rightAnswer(head);
      fields.set('retry-after', new Date(Date.now() + 600_000).toUTCString()).set('transfer-encoding', 'Chunked');
      const lines = [...fields].map(([name, value]) => `${name}: ${value}\r\n`).join('');
      const chunks = method === 'HEAD' ? '' : `${body.length.toString(16)}\r\n${body.toString('latin1')}\r\n0\r\n\r\n`;
      return Buffer.from(`HTTP/1.1 502 Failure\r\n${lines}\r\n${chunks}`, 'latin1');
    });
    expect(codesOf(await checkProxy(url))).toEqual([]);
  });

  it('has one finding for the answer of one status that is sent for all, in every format', async () => {
    expect(findingOf(await reportOn((raw) => Object.assign(raw, { status: 503 })))).toMatchObject({ code: 'other-number', found: ['502 in a 503'] });
  });

  it('stops at an answer without an end, and says so', async () => {
    const url = await serve(async (head, socket) => {
      socket.write('HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n\r\n');
      const timer = setInterval(() => socket.write('…'), 20);
      socket.on('close', () => clearInterval(timer));
      return head === '' ? '' : undefined;
    });
    const { findings, asked, notes } = await checkProxy(url, { patience: 150 });
    expect(findings.map(({ code }) => code)).toContain('cut-answer');
    expect(findings.find(({ code }) => code === 'cut-answer')?.what).toContain('does not end');
    expect(asked.length).toBeLessThan(20);
    expect(notes.join()).toContain('without an end');
  });

  it('stops reading an answer that is far too large', async () => {
    const part = Buffer.alloc(60_000, 97);
    const url = await serve(async (_head, socket) => {
      socket.write('HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 1000000000\r\n\r\n');
      const fill = (): void => {
        while (!socket.destroyed && socket.write(part));
      };
      socket.on('drain', fill);
      fill();
      return undefined;
    });
    const finding = (await checkProxy(url)).findings.find(({ code }) => code === 'large-page');
    expect(finding).toMatchObject({ found: ['more than 500 kB'] });
  });
});

describe('the check of an address that is not that of a proxy for HTTP/1.1:', () => {
  it('says that something else answers', async () => {
    const url = await serve(async () => 'SSH-2.0-OpenSSH_9.2\r\n\r\n');
    expect(findingOf(await checkProxy(url))).toMatchObject({ code: 'no-proxy', what: expect.stringContaining('but not with HTTP/1.1') });
  });

  it('says that the connection is closed', async () => {
    const url = await serve(async () => '');
    expect(findingOf(await checkProxy(url))).toMatchObject({ code: 'no-proxy', what: expect.stringContaining('closes the connection') });
  });

  it('says that the port is not for HTTPS', async () => {
    const url = await serve(async () => 'HTTP/1.1 400 Bad Request\r\n\r\n');
    url.protocol = 'https:';
    const finding = findingOf(await checkProxy(url, { patience: 2_000 }));
    expect(finding).toMatchObject({ code: expect.stringMatching(/no-proxy|no-answer/) });
  });

  it('names the trap of a page that is sent with 200, and of a redirect', async () => {
    const ok = await serve(async () => 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nback');
    expect(findingOf(await checkProxy(ok))).toMatchObject({ code: 'app-answers', todo: expect.stringContaining('=200') });
    const redirect = await serve(async () => 'HTTP/1.1 302 Found\r\nLocation: /error\r\nContent-Length: 0\r\n\r\n');
    expect(findingOf(await checkProxy(redirect))).toMatchObject({
      code: 'app-answers',
      found: ['302 to /error'],
      todo: expect.stringContaining('error_page 502'),
    });
  });
});

describe('a password in the address', () => {
  it('is sent to the proxy, and does not stand in a report', async () => {
    const url = await serve(async (head) => {
      const isKnown = head.includes(`Authorization: Basic ${Buffer.from('ann:pä ss').toString('base64')}`);
      return isKnown ? bytesOf(await rightAnswer(head)) : 'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="staging"\r\nContent-Length: 0\r\n\r\n';
    });
    expect(findingOf(await checkProxy(url))).toMatchObject({ code: 'app-answers', what: 'This address needs a password.' });
    url.username = 'ann';
    url.password = 'pä ss';
    const report = await checkProxy(url);
    expect(codesOf(report)).toEqual([]);
    expect(checkJson(report)).not.toMatch(/ann|ss@/);
  });
});
