import type { Request, ResponseObject, ResponseToolkit, Server } from '@hapi/hapi';
import { HalyardError } from '../../core/values/errors.ts';

// biome-ignore lint/suspicious/noExplicitAny: the parameters of an app's functions can have any type
export type AnyFunction = (this: unknown, ...args: any[]) => unknown;

/** An error of @hapi/boom. hapi makes one from every thrown value. */
export interface Boom extends Error {
  readonly isBoom: true;
  readonly output: {
    readonly statusCode: number;
    readonly payload: Readonly<Record<string, unknown>>;
    readonly headers: Readonly<Record<string, unknown>>;
  };
}

/** hapi's response, with its internal members. */
export interface HapiResponse extends Omit<ResponseObject, 'request' | 'source' | 'variety' | 'headers' | 'settings'> {
  readonly request: Request;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly contentType: string | null;
  source: unknown;
  variety: string;
  readonly settings: { readonly encoding: string | null; message: string | null; readonly stringify: object | null };
  /** The payload, as soon as it is made. */
  readonly _payload: object | null;
  /** The error that the response was made from, after the last extension. */
  _error: Boom | null;
  /** Makes the payload. It is the last asynchronous step before the head is written. */
  _marshal(): Promise<void>;
}

/** The internal members of hapi that Halyard uses, all in one place. */
export interface Internals {
  /** Calls the app's functions for a request: handlers, extensions, authentication schemes, fail actions. */
  readonly lifecycle: { execute(method: AnyFunction, request: Request, options: { readonly ignoreResponse?: boolean }): Promise<unknown> };
  /** The prototype of every toolkit `h`. */
  readonly toolkit: object & Partial<ResponseToolkit>;
  /** The prototype of every response. */
  readonly response: HapiResponse;
}

interface Core {
  readonly toolkit?: Internals['lifecycle'] & { readonly _toolkit?: { readonly prototype: Internals['toolkit'] } };
  readonly Response?: { readonly prototype: HapiResponse };
  readonly router?: { readonly specials?: { readonly notFound?: { readonly route?: Partial<MarshalRoute> } } };
}

/**
 * Reads the internal members of a server.
 *
 * @throws HalyardError E_NOT_AN_APP for a server that is not of hapi 21.
 */
export function internalsOf(server: unknown): Internals {
  const { _core: core, ext, decorate } = (server ?? {}) as Partial<Server> & { readonly _core?: Core };
  const toolkit = core?.toolkit?._toolkit?.prototype;
  const response = core?.Response?.prototype;
  const isHapi = typeof ext === 'function' && typeof decorate === 'function' && typeof core?.toolkit?.execute === 'function';
  const steps = core?.router?.specials?.notFound?.route?._marshalCycle;
  if (isHapi && toolkit !== undefined && typeof response?._marshal === 'function' && Array.isArray(steps))
    return { lifecycle: core?.toolkit as Internals['lifecycle'], toolkit, response };
  throw new HalyardError('E_NOT_AN_APP', {
    found: server === undefined ? 'undefined' : `a value of type ${typeof server}`,
    expected: 'the return value of Hapi.server() of hapi 21',
    todo: 'await server.register({ plugin: halyard, options })',
  });
}

/** A step of hapi from the response to its head and payload. */
export type MarshalStep = (response: HapiResponse) => unknown;

interface MarshalRoute {
  _marshalCycle: readonly MarshalStep[];
}

/** The route of a request, with the steps for its responses. */
export function marshalRoute(request: Request): MarshalRoute {
  return (request as unknown as { readonly _route: MarshalRoute })._route;
}

/** Is the response a Boom, an error that hapi would answer? */
export function isBoom(response: unknown): response is Boom {
  return response instanceof Error && (response as Partial<Boom>).isBoom === true;
}

/** Does hapi itself answer here: no route has matched, or the address cannot be decoded? */
export function isUnrouted({ route }: Request): boolean {
  return (route.method as string) === '_special';
}

/** The functions of the extension `onPreResponse` for all routes, in their order. */
export function extensionsOf(server: object): readonly AnyFunction[] {
  const { _core: core } = server as {
    readonly _core?: { readonly extensions?: { readonly route?: { readonly onPreResponse?: { readonly nodes?: unknown } } } };
  };
  const nodes = core?.extensions?.route?.onPreResponse?.nodes;
  return Array.isArray(nodes) ? nodes.map(({ func }: { readonly func: AnyFunction }) => func) : [];
}
