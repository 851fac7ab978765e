import type { IncomingMessage } from 'node:http';
import type { Server } from 'socket.io';

/** The connection of Engine.IO below a client's sockets. */
export interface Connection {
  readonly request: IncomingMessage;
  readonly readyState: string;
  prependListener(event: 'data', listener: () => void): unknown;
}

/** The engine below a server of Socket.IO. */
export interface Engine {
  readonly opts: { allowRequest?: ((request: IncomingMessage, decide: (message: unknown, isAllowed: boolean) => void) => unknown) | undefined };
  on(event: 'connection', listener: (connection: Connection) => void): unknown;
}

/** Calls a function with the engine of a server, now or once it is attached to an HTTP server. */
export function eachEngine(io: Server, call: (engine: Engine) => void): void {
  const native = io as unknown as { readonly engine: Engine | undefined; bind(engine: Engine): Server };
  const { bind } = native;
  if (native.engine !== undefined) call(native.engine);
  native.bind = (engine) => {
    call(engine);
    return bind.call(io, engine);
  };
}
