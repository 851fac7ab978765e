import { type AddressInfo, Server } from 'node:net';

/** The servers of the app that listen, in their order. */
export interface Listening {
  readonly servers: readonly Server[];
  /** Resolves with the first server that listens. */
  readonly first: Promise<Server>;
}

/**
 * Gives every server of this process a free port of the loopback interface, whatever port the app asks for. So a drill runs beside a development server, and
 * no other machine can reach it.
 */
export function redirectListen(): Listening {
  const servers: Server[] = [];
  const listen = Server.prototype.listen as (...args: unknown[]) => Server;
  const first = new Promise<Server>((resolve) => {
    Server.prototype.listen = function (this: Server, ...args: unknown[]) {
      const listener = args.find((arg) => typeof arg === 'function');
      this.once('listening', () => {
        if (!isWebServer(this)) return;
        servers.push(this);
        resolve(this);
      });
      return listen.call(this, { port: 0, host: '127.0.0.1' }, ...(listener === undefined ? [] : [listener]));
    } as Server['listen'];
  });
  return { servers, first };
}

/** A server that answers HTTP, and not one of an inspector or of a test library. */
function isWebServer(server: Server): boolean {
  return server.listenerCount('request') > 0;
}

/** Milliseconds in which an app that has one server may start another, such as the one of its metrics and then its own. */
const LATER = 3_000;

/** The address of a server that was not tried. `undefined`: the app has started no other one. */
export async function otherServer({ servers }: Listening, tried: readonly string[]): Promise<string | undefined> {
  const end = performance.now() + LATER;
  for (;;) {
    const found = servers
      .filter((server) => server.listening)
      .map(originOf)
      .find((origin) => !tried.includes(origin));
    if (found !== undefined || performance.now() > end) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The address of a server on this machine. */
export function originOf(server: Server): string {
  const { port } = server.address() as AddressInfo;
  return `${isSecure(server) ? 'https' : 'http'}://127.0.0.1:${port}`;
}

function isSecure(server: Server): boolean {
  return 'setSecureContext' in server;
}
