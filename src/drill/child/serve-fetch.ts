import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

type Fetch = (request: Request) => Response | Promise<Response>;

/** A server of Node for an app of Request and Response. */
export function serveFetch(fetch: Fetch): Server {
  return createServer((incoming, outgoing) => {
    answer(fetch, incoming, outgoing).catch(() => outgoing.destroy());
  });
}

async function answer(fetch: Fetch, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const response = await fetch(requestOf(incoming));
  const fields = [...response.headers].filter(([name]) => name !== 'set-cookie');
  outgoing.writeHead(response.status, [...fields, ...response.headers.getSetCookie().map((cookie) => ['set-cookie', cookie])].flat());
  if (response.body === null || incoming.method === 'HEAD') {
    outgoing.end();
    return;
  }
  Readable.fromWeb(response.body as ReadableStream)
    .on('error', () => outgoing.destroy())
    .pipe(outgoing);
}

function requestOf(incoming: IncomingMessage): Request {
  const { method = 'GET', url = '/', headers, rawHeaders } = incoming;
  const fields = new Headers();
  for (let i = 0; i < rawHeaders.length; i += 2) fields.append(rawHeaders[i] as string, rawHeaders[i + 1] as string);
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const body = hasBody ? { body: Readable.toWeb(bodyOf(incoming)) as globalThis.ReadableStream, duplex: 'half' } : {};
  return new Request(new URL(url, `http://${headers.host ?? '127.0.0.1'}`), { method, headers: fields, ...body } as RequestInit);
}

/** The body. An app that cancels its stream must not close the connection, on which its answer is sent: the rest of the body is read and dropped. */
function bodyOf(incoming: IncomingMessage): Readable {
  const body = new PassThrough();
  body.once('close', () => incoming.unpipe(body).resume());
  incoming.once('close', () => {
    if (!incoming.complete) body.destroy(new Error('The client has closed the connection'));
  });
  return incoming.pipe(body);
}
