import { AsyncLocalStorage } from 'node:async_hooks';
import { HalyardError } from '../../core/values/errors.ts';

/** The socket whose message is handled now, and the name of the event. */
export interface CurrentMessage<Socket> {
  readonly socket: Socket;
  readonly event?: string | undefined;
}

/**
 * Finds the socket of a listener that is called without `this`: `socket.on('book', (...args) => book(...args))`. A socket library passes the socket
 * to a listener only as `this`. An arrow function, a class or a decorator around the listener does not pass it on.
 */
export class CurrentMessages<Socket extends object> {
  readonly #storage = new AsyncLocalStorage<CurrentMessage<Socket>>();
  readonly #isSocket: (value: unknown) => boolean;

  constructor(isSocket: (value: unknown) => boolean) {
    this.#isSocket = isSocket;
  }

  /** Calls the handler of a message, with this socket as the current one. */
  run<Result>(message: CurrentMessage<Socket>, call: () => Result): Result {
    return this.#storage.run(message, call);
  }

  /** Finds the current message. `receiver` is the `this` of the listener's call. */
  of(receiver: unknown): Partial<CurrentMessage<Socket>> {
    const current = this.#storage.getStore();
    if (!this.#isSocket(receiver) || current?.socket === receiver) return current ?? {};
    return { socket: receiver as Socket };
  }
}

/**
 * Returns the socket of a listener.
 *
 * @throws HalyardError E_NO_SOCKET if there is none, which is a mistake of the app and is logged.
 */
export function knownSocket<Socket>(socket: Socket | undefined): Socket {
  if (socket !== undefined) return socket;
  throw new HalyardError('E_NO_SOCKET', {
    found: 'a listener called by something else than the event of a socket',
    expected: "socket.on('event', listener), or a function around it",
  });
}
