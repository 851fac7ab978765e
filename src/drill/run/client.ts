import { Agent, type IncomingMessage, request } from 'node:http';
import { type Answer, MAX_BODY } from '../model/answer.ts';
import type { Exercise } from '../model/exercise.ts';

/** How long a client waits for the end of an answer, in milliseconds. */
const PATIENCE = 10_000;
const MAX_CONNECTIONS = 16;

/** Sends requests to the app as a client does, over connections that are kept. */
export class Client {
  readonly #origin: URL;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: MAX_CONNECTIONS });

  /** @param origin - The address of the app on this machine: `http://127.0.0.1:40123`. */
  constructor(origin: string) {
    this.#origin = new URL(origin);
  }

  /** Sends one request. Never rejects: what went wrong is in the answer. */
  send({ method, path, headers, body }: Pick<Exercise, 'method' | 'path' | 'headers' | 'body'>): Promise<Answer> {
    const began = performance.now();
    const { hostname, port } = this.#origin;
    return new Promise((resolve) => {
      const none = (ended: Answer['ended']): void => resolve({ status: 0, headers: [], body: '', bytes: 0, ended, duration: performance.now() - began });
      const outgoing = request({ hostname, port, method, path, headers, agent: this.#agent }, (incoming) => {
        receive(incoming, (rest) => resolve({ ...rest, duration: performance.now() - began }));
      });
      outgoing.setTimeout(PATIENCE, () => {
        none('timeout');
        outgoing.destroy();
      });
      outgoing.once('error', () => none('cut'));
      outgoing.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Gathers an answer, with as much of its body as is kept. */
export function receive(incoming: IncomingMessage, done: (answer: Omit<Answer, 'duration'>) => void): void {
  const chunks: Buffer[] = [];
  let [bytes, kept] = [0, 0];
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (kept >= MAX_BODY) return;
    chunks.push(chunk);
    kept += chunk.length;
  });
  const end = (ended: Answer['ended']) => (): void => {
    const headers: [string, string][] = [];
    for (let i = 0; i < incoming.rawHeaders.length; i += 2)
      headers.push([(incoming.rawHeaders[i] as string).toLowerCase(), incoming.rawHeaders[i + 1] as string]);
    done({ status: incoming.statusCode ?? 0, headers, body: Buffer.concat(chunks).toString().slice(0, MAX_BODY), bytes, ended });
  };
  incoming.once('end', end('complete'));
  incoming.once('error', end('cut'));
}
