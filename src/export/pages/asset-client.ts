import { type IncomingMessage, request } from 'node:http';
import { request as secureRequest } from 'node:https';

/** A file that a page loads, as the app delivers it. */
interface Delivered {
  readonly type: string;
  readonly body: Uint8Array;
}

/** Milliseconds in which the app must deliver a file. */
const PATIENCE = 5_000;
/** The most bytes of a file that are read. A page takes less. */
const MAX_FILE = 4_000_000;

/**
 * Makes a function that asks a running app for a file, each path once. Its middleware answers, such as `express.static()`.
 *
 * @param origin - the address of the app on this machine
 */
export function assetClient(origin: string): (path: string) => Promise<Delivered | undefined> {
  const known = new Map<string, Promise<Delivered | undefined>>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const delivered = deliver(origin, path);
    known.set(path, delivered);
    return delivered;
  };
}

/** The file. `undefined`: the app does not answer with 200. */
function deliver(origin: string, path: string): Promise<Delivered | undefined> {
  const url = new URL(origin);
  const options = { hostname: url.hostname, port: url.port, path, headers: { accept: '*/*', 'accept-encoding': 'identity' }, agent: false } as const;
  return new Promise((resolve, reject) => {
    const receive = (incoming: IncomingMessage): void => {
      if (incoming.statusCode !== 200 || incoming.headers['content-encoding'] !== undefined) {
        incoming.destroy();
        resolve(undefined);
        return;
      }
      bytesOf(incoming).then((body) => resolve(body && { type: incoming.headers['content-type'] ?? '', body }), reject);
    };
    // The certificate of a server on this machine is for another name.
    const outgoing = url.protocol === 'https:' ? secureRequest({ ...options, rejectUnauthorized: false }, receive) : request(options, receive);
    outgoing.setTimeout(PATIENCE, () => outgoing.destroy(new Error(`it does not answer within ${PATIENCE / 1_000} seconds`)));
    outgoing.once('error', reject);
    outgoing.end();
  });
}

async function bytesOf(incoming: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_FILE) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
