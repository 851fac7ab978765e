/**
 * What the server behind a handler tells beside the Request, told by shape: Node's request and reply (@hono/node-server, srvx), Bun's server,
 * Deno's info, the context of Workers. Never what a header claims.
 */
export interface Surroundings {
  readonly request: Request;
  /** The arguments that the runtime gave beside the request. */
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

/** What we look at of Node's request. */
export interface NodeIncoming {
  /** Each by its lower-case name. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly socket?: NodeSocket | null;
  readonly rawHeaders?: readonly string[];
  readonly url?: string;
  readonly httpVersion?: string;
  readonly complete?: boolean;
  readonly readableDidRead?: boolean;
}

/** What we look at of Node's reply, over HTTP/1.1 or HTTP/2. */
export interface NodeOutgoing {
  readonly destroyed?: boolean;
  readonly writableFinished?: boolean;
  readonly socket?: NodeSocket | null;
  readonly stream?: { readonly destroyed?: boolean; readonly closed?: boolean; close(code: number): void };
  destroy(): unknown;
  once(event: string, listener: () => void): unknown;
  prependOnceListener(event: string, listener: () => void): unknown;
}

export interface NodePair {
  readonly incoming: NodeIncoming;
  readonly outgoing: NodeOutgoing;
}

type Loose = { readonly [name: string]: unknown } | null | undefined;

/** Node's own request and reply, where Node is behind it. */
export function nodePairOf({ request, env }: Surroundings): NodePair | undefined {
  const bindings = (bindingsOf(env) ?? env) as Loose;
  if (isObject(bindings?.['incoming']) && isObject(bindings?.['outgoing'])) return bindings as unknown as NodePair;
  const { req, res } = ((request as unknown as { runtime?: { node?: { req?: object; res?: object } } }).runtime?.node ?? {}) as { req?: object; res?: object };
  return isObject(req) && isObject(res) ? { incoming: req as NodeIncoming, outgoing: res as NodeOutgoing } : undefined;
}

/** The address of the client's socket, where the runtime tells. */
export function remoteAddressOf({ request, env }: Surroundings): string | undefined {
  const info = (bindingsOf(env) ?? env) as Loose;
  if (typeof info?.['requestIP'] === 'function') {
    return (info as unknown as { requestIP(request: Request): { readonly address?: string } | null }).requestIP(request)?.address;
  }
  const { hostname } = (info?.['remoteAddr'] ?? {}) as { readonly hostname?: unknown };
  return typeof hostname === 'string' ? hostname : undefined;
}

/** The port that the server listens on, where the runtime tells: Bun's server does, Deno's info does not. */
export function localPortOf({ env }: Surroundings): number | undefined {
  const info = (bindingsOf(env) ?? env) as Loose;
  return typeof info?.['requestIP'] === 'function' && typeof info['port'] === 'number' ? info['port'] : undefined;
}

/** Lets a promise end although the answer is out: without it Workers stop whatever is under way. */
export function waitUntil({ request, env, context }: Surroundings, promise: PromiseLike<unknown>): void {
  for (const one of [context, env, request] as readonly Loose[]) {
    if (typeof one?.['waitUntil'] !== 'function') continue;
    (one as unknown as { waitUntil(promise: PromiseLike<unknown>): void }).waitUntil(promise.then(undefined, () => undefined));
    return;
  }
}

/** Some adapters of Hono's hand the server on as `env.server`. */
function bindingsOf(env: unknown): unknown {
  const server = (env as Loose)?.['server'];
  return isObject(server) ? server : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
