import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import type { Ask, RawOptions, RawReply, Reply } from './target.ts';

/**
 * Sends a request over HTTP/1.1, each on a connection of its own.
 *
 * @param path the request target; `timeout` in the options is in milliseconds
 * @throws if there is no complete head within the timeout
 */
export function askHttp1(origin: URL, path: string, { method = 'GET', headers = {}, body, timeout = 8_000 }: Ask = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: origin.hostname, port: origin.port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      const finish = (broken: boolean): void => {
        clearTimeout(timer);
        const head = `${response.statusCode} ${response.statusMessage}\n${response.rawHeaders.join('\n')}`;
        resolve(replyOf(response.statusCode ?? 0, response.headers, head, Buffer.concat(chunks), broken));
      };
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => finish(!response.complete));
      response.on('error', () => finish(true));
    });
    const timer = setTimeout(() => request.destroy(new Error(`no answer to ${method} ${path} in ${timeout} ms`)), timeout);
    request.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    request.end(body);
  });
}

/**
 * Sends a request over HTTP/2, each on a session of its own.
 *
 * @param path the request target; `timeout` in the options is in milliseconds
 * @throws if there is no response within the timeout
 */
export function askHttp2(origin: URL, path: string, { method = 'GET', headers = {}, body, timeout = 8_000 }: Ask = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const session: ClientHttp2Session = connectHttp2(origin);
    const timer = setTimeout(() => end(() => reject(new Error(`no answer to ${method} ${path} in ${timeout} ms`))), timeout);
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      session.destroy();
      settle();
    };
    session.on('error', (error) => end(() => reject(error)));
    const { host, ...rest } = headers;
    const stream = session.request({ ':method': method, ':path': path, ...(host === undefined ? undefined : { ':authority': host }), ...rest });
    const chunks: Buffer[] = [];
    let received: IncomingHttpHeaders = {};
    let head = '';
    stream.on('response', (fields) => {
      received = fields;
      head = Object.entries(fields).flat().join('\n');
    });
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', () => undefined);
    stream.on('close', () =>
      end(() => resolve(replyOf(Number((received as Record<string, unknown>)[':status'] ?? 0), received, head, Buffer.concat(chunks), stream.rstCode !== 0))),
    );
    stream.end(body);
  });
}

const PAUSE = 150;

/** Writes bytes, and reads until the server closes the connection, or sends nothing for `timeout` milliseconds. It never rejects. */
export function askRaw(origin: URL, bytes: string | Uint8Array, { closeAfter, timeout = 1_500, then = [] }: RawOptions = {}): Promise<RawReply> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const left = [...then];
    let closed = false;
    let pause: NodeJS.Timeout | undefined;
    const goOn = (): void => {
      clearTimeout(pause);
      const next = left.shift();
      if (next === undefined || !socket.writable) return;
      socket.write(next);
      pause = setTimeout(goOn, PAUSE);
    };
    const socket = connectTcp(Number(origin.port), origin.hostname, () => {
      socket.write(bytes);
      pause = setTimeout(goOn, PAUSE);
      if (closeAfter !== undefined) setTimeout(() => socket.destroy(), closeAfter);
    });
    const done = (): void => {
      clearTimeout(pause);
      socket.destroy();
      resolve({ text: Buffer.concat(chunks).toString('latin1'), closed });
    };
    socket.setTimeout(timeout, done);
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      goOn();
    });
    socket.on('error', () => undefined);
    socket.on('end', () => {
      closed = true;
    });
    socket.on('close', () => {
      closed = true;
      done();
    });
  });
}

function replyOf(status: number, fields: IncomingHttpHeaders, head: string, body: Buffer, broken: boolean): Reply {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : String(value);
  const text = body.toString('utf8');
  return {
    status,
    headers,
    cookies: fields['set-cookie'] ?? [],
    head,
    body: text,
    bytes: body.length,
    broken,
    json: () => JSON.parse(text) as Record<string, unknown>,
  };
}
