import { type ClientRequest, type Server as HttpServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { Http2SecureServer } from 'node:http2';
import { type Duplex, duplexPair } from 'node:stream';
import { Server as TlsServer } from 'node:tls';
import type { Client } from '../../core/ports/request.ts';
import { setOwner } from '../shared/owners.ts';

export { ownerOf } from '../shared/owners.ts';

/** Any server of Node's that speaks HTTP/1.1. */
export type NodeServer = HttpServer | TlsServer | Http2SecureServer;

export interface VirtualRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Whoever is behind it: the app finds it by `ownerOf(req)`. */
  readonly owner: object;
  /** The request that its connection began with, as it came: it shows who the client is, whatever of it is handed on in `headers`. */
  readonly handshake?: Client;
  /** What is true of the client's real connection. */
  readonly peer: {
    readonly remoteAddress: string | undefined;
    readonly localAddress: string | undefined;
    readonly localPort: number | undefined;
    readonly encrypted: boolean;
  };
  /** Bytes of an answer that are taken in. */
  readonly limit: number;
}

export interface VirtualReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Why there is no answer to give: it is a stream that would not end, or longer than anybody may hold in memory. */
export class UnfitReply extends Error {}

/**
 * Asks a server over a connection in memory. To the server it is one like any other (Node documents `emit('connection', stream)` for it):
 * its own parser, limits, request classes and listeners, and so every host with its router, middleware and body parsers. `cancel` ends it.
 */
export function askServer(server: NodeServer, request: VirtualRequest): { readonly reply: Promise<VirtualReply>; readonly cancel: () => void } {
  const [near, far] = duplexPair();
  const secure = server instanceof TlsServer;
  // One for HTTP/2 asks which protocol was agreed on.
  Object.assign(far, LIKE_A_SOCKET, request.peer, secure ? { alpnProtocol: 'http/1.1', server } : undefined);
  setOwner(far, request.owner, request.handshake);
  // Neither side of a pair hears of the other's sudden end; what was written before it is still read.
  far.on('error', ignore).on('close', () => near.readableEnded || near.push(null));
  near.on('error', ignore).on('close', () => far.destroy());
  // Over TLS a server waits for a connection that is decrypted already.
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

/** What an app may call on `req.socket`, to no effect: there is no network whose timing could be set. */
const LIKE_A_SOCKET = { setTimeout: self, setNoDelay: self, setKeepAlive: self, ref: self, unref: self };
