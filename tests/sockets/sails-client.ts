import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The part of `sails.io.js` that the tests use. It has no types of its own. */
interface SailsSocket {
  request(
    options: { readonly method: string; readonly url: string; readonly data?: unknown; readonly headers?: object },
    done: (body: unknown, jwr: Jwr) => void,
  ): void;
  on(event: string, listener: (...args: never[]) => void): void;
  disconnect(): void;
  isConnected(): boolean;
  /** The Socket.IO client's socket below it. */
  readonly _raw: RawSocket;
}

interface RawSocket {
  emit(event: string, ...args: readonly unknown[]): void;
  on(event: string, listener: (...args: never[]) => void): void;
}

interface Jwr {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly statusCode: number;
  readonly error?: Error;
}

interface SailsIo {
  readonly sails: { autoConnect: boolean; environment: string; connect(url: string, options: object): SailsSocket };
}

/** The client as Sails' users run it in Node: an unmodified `sails.io.js`, over the Socket.IO client that it was made for. */
const io = (require('sails.io.js') as (client: unknown) => SailsIo)(require('socket.io-client2'));
io.sails.autoConnect = false;
// sails.io.js prints to the console.
io.sails.environment = 'production';

/** The parts of an answer that a client receives. */
export interface Seen {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a body is whatever a server sends
  readonly body: any;
  readonly headers: Readonly<Record<string, string>>;
  readonly error: Error | undefined;
}

export class SailsClient {
  readonly socket: SailsSocket;
  /** The number of calls of the client's callback. */
  calls = 0;

  constructor(url: string, headers: Readonly<Record<string, string>> = {}, transports: readonly string[] = ['websocket']) {
    this.socket = io.sails.connect(url, { multiplex: false, transports, initialConnectionHeaders: headers });
  }

  /** `ask('POST /berths', { boat: 'Tern' })` */
  ask(line: string, data?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Seen> {
    const [method = 'GET', url = '/'] = line.split(' ');
    return new Promise((resolve) => {
      this.socket.request(
        { method: method.toLowerCase(), url, headers, ...(data === undefined ? undefined : { data }) },
        (_body, { statusCode, body, headers, error }) => {
          this.calls += 1;
          resolve({ status: statusCode, body, headers, error });
        },
      );
    });
  }

  /** Sends an event past `sails.io.js`. Resolves to the arguments of the ack. */
  emit(event: string, ...args: readonly unknown[]): Promise<Readonly<Record<string, unknown>>> {
    return new Promise((resolve) => this.socket._raw.emit(event, ...args, resolve));
  }

  /** Sends an event without an ack. Resolves to the next event with this name. */
  send(event: string, args: readonly unknown[], answerEvent: string): Promise<unknown> {
    return new Promise((resolve) => {
      this.socket._raw.on(answerEvent, ((problem: unknown) => resolve(problem)) as never);
      this.socket._raw.emit(event, ...args);
    });
  }

  close(): void {
    if (this.socket.isConnected()) this.socket.disconnect();
  }
}
