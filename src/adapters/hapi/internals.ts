import type { Request, ResponseObject, ResponseToolkit, Server } from '@hapi/hapi';
import { HalyardError } from '../../core/values/errors.ts';

// biome-ignore lint/suspicious/noExplicitAny: an app's functions take what they take
export type AnyFunction = (this: unknown, ...args: any[]) => unknown;

/** An error of @hapi/boom, which hapi makes of whatever is thrown. */
export interface Boom extends Error {
  readonly isBoom: true;
  readonly output: {
    readonly statusCode: number;
    readonly payload: Readonly<Record<string, unknown>>;
    readonly headers: Readonly<Record<string, unknown>>;
  };
}

/** A response of hapi's, with what hapi itself keeps on it. */
export interface HapiResponse extends Omit<ResponseObject, 'request' | 'source' | 'variety' | 'headers'> {
  readonly request: Request;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly contentType: string | null;
  source: unknown;
  variety: string;
  /** The error that hapi has made it of, after the last extension. */
  _error: Boom | null;
  /** Makes the payload. The last asynchronous step before the head is written. */
  _marshal(): Promise<void>;
}

/** What we use of hapi beside its public interface, all in one place. */
export interface Internals {
  /** Calls each of an app's functions that take a request: handlers, extensions, authentication schemes, fail actions. */
  readonly lifecycle: { execute(method: AnyFunction, request: Request, options: object): Promise<unknown> };
  /** The prototype of every toolkit `h`. */
  readonly toolkit: object & Partial<ResponseToolkit>;
  /** The prototype of every response. */
  readonly response: HapiResponse;
}

interface Core {
  readonly toolkit?: Internals['lifecycle'] & { readonly _toolkit?: { readonly prototype: Internals['toolkit'] } };
  readonly Response?: { readonly prototype: HapiResponse };
}

/** @throws HalyardError E_NOT_AN_APP for a server that is not of hapi 21. */
export function internalsOf(server: unknown): Internals {
  const { _core: core, ext, decorate } = (server ?? {}) as Partial<Server> & { readonly _core?: Core };
  const toolkit = core?.toolkit?._toolkit?.prototype;
  const response = core?.Response?.prototype;
  const isHapi = typeof ext === 'function' && typeof decorate === 'function' && typeof core?.toolkit?.execute === 'function';
  if (isHapi && toolkit !== undefined && typeof response?._marshal === 'function')
    return { lifecycle: core?.toolkit as Internals['lifecycle'], toolkit, response };
  throw new HalyardError('E_NOT_AN_APP', {
    found: server === undefined ? 'undefined' : `a value of type ${typeof server}`,
    expected: 'what Hapi.server() of hapi 21 gives',
    todo: 'await server.register({ plugin: halyard, options })',
  });
}

/** Is this an error that hapi is about to answer? */
export function isBoom(response: unknown): response is Boom {
  return response instanceof Error && (response as Partial<Boom>).isBoom === true;
}

/** Does hapi itself answer here: no route has matched, or the address cannot be decoded? */
export function isUnrouted({ route }: Request): boolean {
  return (route.method as string) === '_special';
}
