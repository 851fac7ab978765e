import { request as http1, type Server } from 'node:http';
import { connect } from 'node:http2';
import type { AddressInfo } from 'node:net';

/** The request of a `curl` line on a page, and which part of the response it prints. */
export interface Curl {
  readonly port: number;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly http2: boolean;
  /** `-i`: prints the status line and the header fields, too. */
  readonly head: boolean;
}

export interface Answer {
  readonly statusLine: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Reads a line like `curl -i -H 'Accept: text/html' localhost:1337/berths`. An unknown option is a mistake on the page. */
export function readCurl(line: string): Curl {
  const parts = Array.from(line.matchAll(/'([^']*)'|(\S+)/g), ([, quoted, unquoted]) => quoted ?? unquoted ?? '').slice(1);
  const headers: Record<string, string> = { accept: '*/*' };
  const curl = { port: 80, path: '/', method: 'GET', headers, body: undefined as string | undefined, http2: false, head: false };
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as string;
    if (part === '-i') curl.head = true;
    else if (part === '--http2-prior-knowledge') curl.http2 = true;
    else if (part === '-X') curl.method = parts[++i] as string;
    else if (part === '-H') {
      const [name = '', value = ''] = (parts[++i] as string).split(/:\s*(.*)/);
      headers[name.toLowerCase()] = value;
    } else if (part === '-d') {
      curl.method = 'POST';
      curl.body = parts[++i] as string;
      headers['content-type'] ??= 'application/x-www-form-urlencoded';
    } else {
      const [, port, path] = /^localhost:(\d+)(\/.*)?$/.exec(part) ?? [];
      if (port === undefined) throw new Error(`"${part}" in: ${line}`);
      curl.port = Number(port);
      curl.path = path ?? '/';
    }
  }
  return curl;
}

/** Sends the request to a server on this machine, on its real port. */
export function ask(curl: Curl, port: number): Promise<Answer> {
  return curl.http2 ? askHttp2(curl, port) : askHttp1(curl, port);
}

/** Starts a server, sends one request to it and stops it. */
export async function askOnce(server: Server, line: string): Promise<Answer> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await ask(readCurl(line), (server.address() as AddressInfo).port);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

function askHttp1({ path, method, headers, body }: Curl, port: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http1({ host: '127.0.0.1', port, path, method, headers: { host: `localhost:${port}`, ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('error', reject).on('end', () => {
        resolve({ statusLine: `HTTP/1.1 ${response.statusCode} ${response.statusMessage}`, headers: flat(response.headers), body: text });
      });
    });
    request.on('error', reject).end(body);
  });
}

function askHttp2({ path, method, headers, body }: Curl, port: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const session = connect(`http://127.0.0.1:${port}`).on('error', reject);
    const stream = session.request({ ':method': method, ':path': path, ':authority': `localhost:${port}`, ...headers });
    let fields: Record<string, string> = {};
    let text = '';
    stream.on('response', (response) => {
      fields = flat(response);
    });
    stream.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    stream.on('error', reject).on('end', () => {
      session.close();
      resolve({ statusLine: `HTTP/2 ${fields[':status']}`, headers: fields, body: text });
    });
    stream.end(body);
  });
}

function flat(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
