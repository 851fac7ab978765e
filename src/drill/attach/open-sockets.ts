import type { IncomingMessage } from 'node:http';
import { type AddressInfo, Server } from 'node:net';
import type { DrillMount } from '../../hosting/shared/drill-door.ts';
import type { SocketFacts } from '../model/engine-facts.ts';
import type { Exercise } from '../model/exercise.ts';

/** A server of sockets, and where a client reaches it. */
export interface SocketServer {
  readonly mount: DrillMount;
  readonly facts: Omit<SocketFacts, 'responses'>;
}

/** The servers of sockets of an app, and the function that makes them as they were. */
export interface OpenedSockets {
  readonly servers: readonly SocketServer[];
  readonly undo: () => void;
}

interface Session {
  readonly mounts: ReadonlyMap<object, DrillMount>;
  isDrilled(field: string | undefined): boolean;
  exerciseIn(field: string | undefined): Exercise | undefined;
}

type Undo = () => void;
type Emit = (this: object, name: string, ...args: never[]) => boolean;

/** Members of a server of Socket.IO. They have been the same since Socket.IO 4.0. */
interface SocketIo {
  readonly httpServer?: Server;
  readonly engine?: { readonly opts: { transports?: readonly string[] } };
  readonly _nsps?: ReadonlyMap<string, { emitReserved: Emit }>;
  path(): string;
}

/** Members of a `WebSocketServer` of ws. */
interface WebSockets {
  readonly options?: { readonly noServer?: boolean; readonly server?: Server | null; readonly path?: string | null };
  readonly _server?: Server | null;
  emit: Emit;
  rawListeners(name: string): readonly unknown[];
  shouldHandle(request: IncomingMessage): boolean;
  handleUpgrade(request: IncomingMessage, socket: unknown, head: unknown, connected: (client: object) => void): void;
}

/** Finds the servers of sockets, and keeps the sockets of the drill away from the app's own listeners. */
export function openSockets(session: Session): OpenedSockets {
  const undo: Undo[] = [];
  const mounts = [...session.mounts.values()].filter(({ server, messages }) => (server ?? messages?.()) !== undefined);
  const servers = mounts.map((mount, index): SocketServer => {
    const { server = mount.messages?.() } = mount;
    // The listener of `connection` that hears the messages of Sails is that of Sails itself.
    if (mount.server === undefined) return { mount, facts: { index, ...openSocketIo(server as SocketIo, undo), kind: 'Sails', namespaces: ['/'] } };
    if (isSocketIo(server)) {
      silence(server, session, undo);
      return { mount, facts: { index, ...openSocketIo(server, undo) } };
    }
    return { mount, facts: { index, ...openWebSockets(server as WebSockets, { index, session, undo }) } };
  });
  return {
    servers,
    undo: () => {
      for (const one of undo.splice(0).reverse()) one();
    },
  };
}

type Reached = Omit<SocketFacts, 'index' | 'responses'>;

function isSocketIo(server: object | undefined): server is SocketIo {
  return typeof (server as Partial<SocketIo>).path === 'function';
}

/** The app does not hear of the sockets of the drill. */
function silence(io: SocketIo, session: Session, undo: Undo[]): void {
  for (const namespace of io._nsps?.values() ?? []) {
    const { emitReserved } = namespace;
    namespace.emitReserved = (name, ...args) => {
      const [socket] = args as unknown as readonly [{ readonly handshake?: { readonly headers: Readonly<Record<string, string>> } }?];
      const isConnection = name === 'connection' || name === 'connect';
      return isConnection && session.isDrilled(socket?.handshake?.headers['halyard-drill']) ? false : emitReserved.call(namespace, name, ...args);
    };
    undo.push(() => {
      namespace.emitReserved = emitReserved;
    });
  }
}

function openSocketIo(io: SocketIo, undo: Undo[]): Reached {
  const options = io.engine?.opts;
  const transports = options?.transports;
  // The drill uses long polling, also if the clients of the app do not.
  if (options !== undefined && transports?.includes('polling') === false) {
    options.transports = [...transports, 'polling'];
    undo.push(() => {
      options.transports = transports;
    });
  }
  const origin = addressOf(io.httpServer);
  return {
    kind: 'Socket.IO',
    origin,
    path: io.path(),
    namespaces: [...(io._nsps?.keys() ?? [])].sort((a, b) => Number(b === '/') - Number(a === '/')),
    closed: origin === undefined ? NOT_LISTENING : undefined,
  };
}

const NOT_LISTENING = 'its server does not listen: let the entry export that server, or start it';

function openWebSockets(wss: WebSockets, { index, session, undo }: { readonly index: number; readonly session: Session; readonly undo: Undo[] }): Reached {
  const { options } = wss;
  const drilled = (request: IncomingMessage | undefined): Exercise | undefined => {
    const field = request?.headers['halyard-drill'];
    return typeof field === 'string' && field.endsWith(`.${index}`) ? session.exerciseIn(field) : undefined;
  };
  const { shouldHandle, handleUpgrade } = wss;
  // ws refuses the upgrade as one for a path that it does not serve. Its own checks of the request come first.
  wss.shouldHandle = (request) => {
    const exercise = drilled(request);
    return exercise === undefined ? shouldHandle.call(wss, request) : exercise.call?.closes === true;
  };
  const emit = Server.prototype.emit as Emit;
  // The app's own listeners of `upgrade` do not get the request.
  const emitted: Emit = function (this: object, name, ...args) {
    const [request, socket, head] = args as unknown as readonly [IncomingMessage, unknown, unknown];
    if (name !== 'upgrade' || drilled(request) === undefined) return emit.call(this, name, ...args);
    handleUpgrade.call(wss, request, socket, head, (client) => failIn(wss, client, request));
    return true;
  };
  const wasOwn = Object.hasOwn(Server.prototype, 'emit');
  Object.defineProperty(Server.prototype, 'emit', { value: emitted, configurable: true, writable: true });
  undo.push(() => {
    wss.shouldHandle = shouldHandle;
    if (wasOwn) Object.defineProperty(Server.prototype, 'emit', { value: emit, configurable: true, writable: true });
    else Reflect.deleteProperty(Server.prototype, 'emit');
  });
  const own = options?.noServer === true ? undefined : (options?.server ?? wss._server ?? undefined);
  const origin = addressOf(own);
  return {
    kind: 'ws',
    origin,
    path: options?.path ?? '/',
    namespaces: [],
    closed: own !== undefined && origin === undefined ? NOT_LISTENING : undefined,
  };
}

/** Fails in the event `connection`, in place of the app's own listeners. */
function failIn(wss: WebSockets, client: object, request: IncomingMessage): void {
  const { rawListeners } = wss;
  const isOwn = Object.hasOwn(wss, 'rawListeners');
  const failing = (): never => {
    throw new Error('A listener of the drill');
  };
  wss.rawListeners = (name) => (name === 'connection' ? [failing] : rawListeners.call(wss, name));
  try {
    wss.emit('connection', ...([client, request] as never[]));
  } finally {
    if (isOwn) wss.rawListeners = rawListeners;
    else Reflect.deleteProperty(wss, 'rawListeners');
  }
}

/** The address of a server on this machine. `undefined`: it does not listen. */
function addressOf(server: Server | undefined): string | undefined {
  const address = server?.address?.() as AddressInfo | string | null | undefined;
  if (typeof address !== 'object' || address === null) return undefined;
  return `${'setSecureContext' in (server as object) ? 'https' : 'http'}://127.0.0.1:${address.port}`;
}
