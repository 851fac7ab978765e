import { type ChildProcess, fork } from 'node:child_process';
import { request as httpRequest } from 'node:http';
import type { Answered, Asked } from './events.ts';

/** The fields that a platform's proxy adds to each request. */
const PROXIED = { host: 'orders.example.com', 'x-forwarded-host': 'orders.example.com', 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' };

/** An app in a process of its own, behind the proxy of a platform. */
export class ChildApp {
  readonly #process: ChildProcess;
  readonly #port: Promise<number>;
  #output = '';
  #read = 0;

  /** The process sends its port as a message, `{ port }`. */
  constructor(file: string, cwd: string, env: Readonly<Record<string, string>>) {
    const { NODE_ENV: _ours, NODE_OPTIONS: _options, ...inherited } = process.env;
    this.#process = fork(file, { cwd, env: { ...inherited, ...env }, execArgv: [], silent: true });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
    this.#port = new Promise((resolve, reject) => {
      this.#process.on('message', ({ port }: { readonly port?: number }) => port !== undefined && resolve(port));
      this.#process.once('error', reject);
      this.#process.once('exit', (code) => reject(new Error(`It ended with ${code} before it listened:\n${this.#output}`)));
    });
  }

  /** Resolves when the app listens. */
  async ready(): Promise<void> {
    await this.#port;
  }

  readonly ask = async ({ method = 'GET', path, headers = {}, body }: Asked): Promise<Answered> => {
    const port = await this.#port;
    const length = body === undefined ? undefined : { 'content-length': String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const request = httpRequest({ host: '127.0.0.1', port, method, path, agent: false, headers: { ...PROXIED, ...length, ...headers } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const { 'set-cookie': cookies = [], ...fields } = response.headers;
          resolve({ status: response.statusCode ?? 0, headers: fields as Record<string, string>, cookies, body: bytes, text: bytes.toString('utf8') });
        });
      });
      request.on('error', reject).end(body);
    });
  };

  /** The lines of the app's log since the last call, once there are so many. */
  readonly lines = async (atLeast: number): Promise<readonly string[]> => {
    for (let i = 0; i < 100; i++) {
      const all = this.#output.split('\n').filter((line) => line.startsWith('halyard '));
      const fresh = all.slice(this.#read);
      if (fresh.length >= atLeast) {
        this.#read = all.length;
        return fresh;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`It has logged fewer than ${atLeast} lines:\n${this.#output}`);
  };

  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill();
    await gone;
  }
}
