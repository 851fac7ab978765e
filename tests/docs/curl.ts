import { request as http1, type Server } from 'node:http';
import { connect } from 'node:http2';
import type { AddressInfo } from 'node:net';

/** What a `curl` line of a page asks, and what of the answer it prints. */
export interface Curl {
  readonly port: number;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly http2: boolean;
  /** `-i`: status line and fields, too. */
  readonly head: boolean;
}

export interface Answer {
  readonly statusLine: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Reads a line like `curl -i -H 'Accept: text/html' localhost:1337/berths`. An option that it does not know is a mistake on the page. */
export function readCurl(line: string): Curl {
  const words = Array.from(line.matchAll(/'([^']*)'|(\S+)/g), ([, quoted, bare]) => quoted ?? bare ?? '').slice(1);
  const headers: Record<string, string> = { accept: '*/*' };
  const curl = { port: 80, path: '/', method: 'GET', headers, body: undefined as string | undefined, http2: false, head: false };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (word === '-i') curl.head = true;
    else if (word === '--http2-prior-knowledge') curl.http2 = true;
    else if (word === '-X') curl.method = words[++i] as string;
    else if (word === '-H') {
      const [name = '', value = ''] = (words[++i] as string).split(/:\s*(.*)/);
      headers[name.toLowerCase()] = value;
    } else if (word === '-d') {
      curl.method = 'POST';
      curl.body = words[++i] as string;
      headers['content-type'] ??= 'application/x-www-form-urlencoded';
    } else {
      const [, port, path] = /^localhost:(\d+)(\/.*)?$/.exec(word) ?? [];
      if (port === undefined) throw new Error(`"${word}" in: ${line}`);
      curl.port = Number(port);
      curl.path = path ?? '/';
    }
  }
  return curl;
}

/** Asks a server on this machine, on the port that it really has. */
export function ask(curl: Curl, port: number): Promise<Answer> {
  return curl.http2 ? askHttp2(curl, port) : askHttp1(curl, port);
}

/** Asks a server that is there for this one question. */
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
