import { type ClientRequest, type Server as HttpServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { Http2SecureServer } from 'node:http2';
import { type Duplex, duplexPair } from 'node:stream';
import { Server as TlsServer } from 'node:tls';
import type { Client } from '../../core/ports/request.ts';
import { setOwner } from '../shared/owners.ts';

export { ownerOf } from '../shared/owners.ts';

/** Any Node server that supports HTTP/1.1. */
export type NodeServer = HttpServer | TlsServer | Http2SecureServer;

/** A request that is sent to a server over a connection in memory. */
export interface VirtualRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** The sender, such as a socket. The app finds it with `ownerOf(req)`. */
  readonly owner: object;
  /** The handshake of the sender's connection. It identifies the client, even if `headers` has only some of its fields. */
  readonly handshake?: Client;
  /** The addresses and the encryption of the client's real connection. */
  readonly peer: {
    readonly remoteAddress: string | undefined;
    readonly localAddress: string | undefined;
    readonly localPort: number | undefined;
    readonly encrypted: boolean;
  };
  /** The longest answer, in bytes. */
  readonly limit: number;
}

/** The answer of the server, with its whole body. */
export interface VirtualReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The answer cannot be returned: it is an event stream without an end, or it is longer than the limit. */
export class UnfitReply extends Error {}

/**
 * Sends a request to a server over a connection in memory. Node documents `emit('connection', stream)` for it. The server treats it like any other
 * connection, with its own parser, limits, classes and listeners. So the host's router, middleware and body parsers run. `cancel` ends the
 * connection.
 */
export function requestInMemory(server: NodeServer, request: VirtualRequest): { readonly reply: Promise<VirtualReply>; readonly cancel: () => void } {
  const [near, far] = duplexPair();
  const secure = server instanceof TlsServer;
  // An HTTP/2 server reads the negotiated protocol.
  Object.assign(far, LIKE_A_SOCKET, request.peer, secure ? { alpnProtocol: 'http/1.1', server } : undefined);
  setOwner(far, request.owner, request.handshake);
  // A pair of streams does not report the sudden end of the other side. Data that was written before it is still read.
  far.on('error', ignore).on('close', () => near.readableEnded || near.push(null));
  near.on('error', ignore).on('close', () => far.destroy());
  // A TLS server expects a connection that is already decrypted.
  server.emit(secure ? 'secureConnection' : 'connection', far);
  return { reply: replyOf(near, request), cancel: () => near.destroy() };
}

function replyOf(near: Duplex, { method, path, headers, body, limit }: VirtualRequest): Promise<VirtualReply> {
  return new Promise((resolve, reject) => {
    const fields = body === undefined ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) };
    const client: ClientRequest = httpRequest({ createConnection: () => near, method, path, headers: { ...fields, connection: 'close' } }, (response) => {
      response.on('error', reject);
      if (/^text\/event-stream\b/i.test(response.headers['content-type'] ?? '')) {
        reject(new UnfitReply('a stream of events'));
        near.destroy();
        return;
      }
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes <= limit) return;
        reject(new UnfitReply(`a body of more than ${limit} bytes`));
        near.destroy();
      });
      response.once('end', () => {
        resolve({ status: response.statusCode as number, headers: response.headers, body: Buffer.concat(chunks) });
        near.destroy();
      });
    });
    client.on('error', reject);
    client.end(body);
  });
}

function ignore(): void {}

function self(this: unknown): unknown {
  return this;
}

/** Methods that an app may call on `req.socket`. They have no effect, because there is no network connection. */
const LIKE_A_SOCKET = { setTimeout: self, setNoDelay: self, setKeepAlive: self, ref: self, unref: self };
