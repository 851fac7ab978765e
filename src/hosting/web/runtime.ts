/**
 * The arguments that the server behind a handler passes with the Request. It is recognized by shape: Node's request and reply (@hono/node-server, srvx), Bun's
 * server, Deno's info, the context of Workers. Header fields are never used for it.
 */
export interface Surroundings {
  readonly request: Request;
  /** The arguments that the runtime passes with the request. */
  readonly env: unknown;
  readonly context: unknown;
}

interface NodeSocket {
  readonly remoteAddress?: string;
  readonly localAddress?: string;
  readonly localPort?: number;
  readonly encrypted?: boolean;
  readonly destroyed?: boolean;
}

/** The members of Node's request that are used. */
export interface NodeIncoming {
  /** The fields by lower-case name. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly socket?: NodeSocket | null;
  readonly rawHeaders?: readonly string[];
  readonly url?: string;
  readonly httpVersion?: string;
  readonly complete?: boolean;
  readonly readableDidRead?: boolean;
}

/** The members of Node's reply, over HTTP/1.1 or HTTP/2, that are used. */
export interface NodeOutgoing {
  readonly destroyed?: boolean;
  readonly writableFinished?: boolean;
  readonly socket?: NodeSocket | null;
  readonly stream?: { readonly destroyed?: boolean; readonly closed?: boolean; close(code: number): void };
  destroy(): unknown;
  once(event: string, listener: () => void): unknown;
  prependOnceListener(event: string, listener: () => void): unknown;
}

/** Node's own request and reply. */
export interface NodePair {
  readonly incoming: NodeIncoming;
  readonly outgoing: NodeOutgoing;
}

type Loose = { readonly [name: string]: unknown } | null | undefined;

/** Finds Node's own request and reply, if the server runs on Node. */
export function nodePairOf({ request, env }: Surroundings): NodePair | undefined {
  const bindings = (bindingsOf(env) ?? env) as Loose;
  if (isObject(bindings?.['incoming']) && isObject(bindings?.['outgoing'])) return bindings as unknown as NodePair;
  const { req, res } = ((request as unknown as { runtime?: { node?: { req?: object; res?: object } } }).runtime?.node ?? {}) as { req?: object; res?: object };
  return isObject(req) && isObject(res) ? { incoming: req as NodeIncoming, outgoing: res as NodeOutgoing } : undefined;
}

/** The address of the client's socket, if the runtime provides it. */
export function remoteAddressOf({ request, env }: Surroundings): string | undefined {
  const info = (bindingsOf(env) ?? env) as Loose;
  if (typeof info?.['requestIP'] === 'function') {
    return (info as unknown as { requestIP(request: Request): { readonly address?: string } | null }).requestIP(request)?.address;
  }
  const { hostname } = (info?.['remoteAddr'] ?? {}) as { readonly hostname?: unknown };
  return typeof hostname === 'string' ? hostname : undefined;
}

/** The port that the server listens on, if the runtime provides it. Bun's server does, and Deno's info does not. */
export function localPortOf({ env }: Surroundings): number | undefined {
  const info = (bindingsOf(env) ?? env) as Loose;
  return typeof info?.['requestIP'] === 'function' && typeof info['port'] === 'number' ? info['port'] : undefined;
}

/** Keeps the runtime alive until a promise has settled after the answer. Workers would stop it otherwise. */
export function waitUntil({ request, env, context }: Surroundings, promise: PromiseLike<unknown>): void {
  for (const one of [context, env, request] as readonly Loose[]) {
    if (typeof one?.['waitUntil'] !== 'function') continue;
    (one as unknown as { waitUntil(promise: PromiseLike<unknown>): void }).waitUntil(promise.then(undefined, () => undefined));
    return;
  }
}

/** Some adapters for Hono pass the server as `env.server`. */
function bindingsOf(env: unknown): unknown {
  const server = (env as Loose)?.['server'];
  return isObject(server) ? server : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
