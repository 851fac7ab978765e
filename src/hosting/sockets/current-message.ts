import { AsyncLocalStorage } from 'node:async_hooks';
import { HalyardError } from '../../core/values/errors.ts';

/** The socket whose message is handled now, and the name of the event. */
export interface CurrentMessage<Socket> {
  readonly socket: Socket;
  readonly event?: string | undefined;
}

/**
 * Finds the socket of a listener that is called without `this`: `socket.on('book', (...args) => book(...args))`. A library of sockets tells
 * a listener its socket by `this` only, which an arrow function, a class or a decorator around the listener does not hand on.
 */
export class CurrentMessages<Socket extends object> {
  readonly #storage = new AsyncLocalStorage<CurrentMessage<Socket>>();
  readonly #isSocket: (value: unknown) => boolean;

  constructor(isSocket: (value: unknown) => boolean) {
    this.#isSocket = isSocket;
  }

  /** Calls whatever handles a message, as of this socket. */
  run<Result>(message: CurrentMessage<Socket>, call: () => Result): Result {
    return this.#storage.run(message, call);
  }

  /** `receiver` is the `this` that the listener was called with. */
  of(receiver: unknown): Partial<CurrentMessage<Socket>> {
    const current = this.#storage.getStore();
    if (!this.#isSocket(receiver) || current?.socket === receiver) return current ?? {};
    return { socket: receiver as Socket };
  }
}

/** The socket of a listener, for who needs it: one that nobody knows is the app's mistake, and ends in the log. */
export function knownSocket<Socket>(socket: Socket | undefined): Socket {
  if (socket !== undefined) return socket;
  throw new HalyardError('E_NO_SOCKET', {
    found: 'a listener called by something else than the event of a socket',
    expected: "socket.on('event', listener), or a function around it",
  });
}
