import { Agent, type IncomingMessage, request } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { type Answer, fieldsOf, MAX_BODY } from '../model/answer.ts';
import type { Exercise } from '../model/exercise.ts';
import { decodedBody } from './decoded-body.ts';
import { SharedBodies } from './shared-bodies.ts';

/** How long a client waits for the end of an answer, in milliseconds. */
const PATIENCE = 10_000;
const MAX_CONNECTIONS = 16;

/** Sends requests to the app as a client does, over connections that are kept. */
export class Client {
  readonly #origin: URL;
  readonly #agent: Agent;
  readonly #request: typeof request;
  readonly #bodies = new SharedBodies();

  /** @param origin - The address of the app on this machine: `http://127.0.0.1:40123`. */
  constructor(origin: string) {
    this.#origin = new URL(origin);
    const isSecure = this.#origin.protocol === 'https:';
    const options = { keepAlive: true, maxSockets: MAX_CONNECTIONS };
    // The server is one of this machine, and its certificate is for another name.
    this.#agent = isSecure ? new SecureAgent({ ...options, rejectUnauthorized: false }) : new Agent(options);
    this.#request = isSecure ? secureRequest : request;
  }

  /** Sends one request. Never rejects: what went wrong is in the answer. */
  send({ method, path, headers, body }: Pick<Exercise, 'method' | 'path' | 'headers' | 'body'>): Promise<Answer> {
    const began = performance.now();
    const { hostname, port } = this.#origin;
    return new Promise((resolve) => {
      const none = (ended: Answer['ended']): void => resolve({ status: 0, headers: [], body: '', bytes: 0, ended, duration: performance.now() - began });
      const outgoing = this.#request({ hostname, port, method, path, headers, agent: this.#agent }, (incoming) => {
        receive(incoming, (rest) => {
          clearTimeout(timer);
          resolve(this.#kept({ ...rest, duration: performance.now() - began }, path));
        });
      });
      // An answer that never ends may send a byte every second, so a timeout of the socket would never come.
      const timer = setTimeout(() => {
        none('timeout');
        outgoing.destroy();
      }, PATIENCE);
      outgoing.once('error', () => {
        clearTimeout(timer);
        none('cut');
      });
      outgoing.end(body);
    });
  }

  /** The answer, with a body that takes little memory. */
  #kept(answer: Answer, path: string): Answer {
    const varying = [...fieldsOf(answer, 'error-reference'), path, path.split('?', 1)[0] as string];
    const body = this.#bodies.keep(answer.body, varying);
    return Object.defineProperty({ ...answer }, 'body', { get: body, enumerable: true, configurable: true });
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
    for (const fields of [incoming.rawHeaders, incoming.rawTrailers])
      for (let i = 0; i < fields.length; i += 2) headers.push([(fields[i] as string).toLowerCase(), fields[i + 1] as string]);
    const body = decodedBody(Buffer.concat(chunks), incoming.headers['content-encoding']);
    done({ status: incoming.statusCode ?? 0, headers, body: body.toString().slice(0, MAX_BODY), bytes, ended });
  };
  incoming.once('end', end('complete'));
  incoming.once('error', end('cut'));
}
