import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureSails } from './packages.ts';

export interface Ack {
  readonly body: unknown;
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
}

interface SailsSocket {
  request(options: { method: string; url: string; data?: unknown; headers?: object }, callback: (body: unknown, ack: Ack) => void): void;
  on(event: string, listener: () => void): void;
  disconnect(): void;
}

let known: { readonly sails: { connect(origin: string, options: object): SailsSocket } } | undefined;

/** sails.io.js attaches itself to its socket.io-client, once a process. */
function sdk(): NonNullable<typeof known> {
  if (known !== undefined) return known;
  const installed = createRequire(join(ensureSails(), 'package.json'));
  const io = installed('sails.io.js')(installed('socket.io-client'));
  Object.assign(io.sails, { autoConnect: false, environment: 'production', useCORSRouteToGetCookie: false });
  known = io as NonNullable<typeof known>;
  return known;
}

/** The unmodified sails.io.js of a Sails app, over its socket.io-client. */
export class SocketClient {
  readonly #socket: SailsSocket;

  private constructor(socket: SailsSocket) {
    this.#socket = socket;
  }

  static async connect(origin: string, handshake: Readonly<Record<string, string>> = {}): Promise<SocketClient> {
    const socket: SailsSocket = sdk().sails.connect(origin, { transports: ['websocket'], initialConnectionHeaders: { origin, ...handshake } });
    await new Promise<void>((resolve, reject) => {
      socket.on('connect', resolve);
      socket.on('connect_error', () => reject(new Error('no socket')));
    });
    return new SocketClient(socket);
  }

  ask(url: string, { method = 'get', data, headers = {} }: { method?: string; data?: unknown; headers?: object } = {}): Promise<Ack> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no ack for ${url}`)), 3_000);
      this.#socket.request({ method, url, data, headers }, (_body, ack) => {
        clearTimeout(timer);
        resolve(ack);
      });
    });
  }

  close(): void {
    this.#socket.disconnect();
  }
}
