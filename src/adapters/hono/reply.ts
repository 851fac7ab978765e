import type { TypedResponse } from 'hono';
import type { ClientErrorStatusCode, ServerErrorStatusCode, StatusCode } from 'hono/utils/http-status';
import type { JSONParsed } from 'hono/utils/types';
import type { accepted, created, ok } from '../../core/responses/index.ts';
import type { AppResponses, NegotiateMethod, ResponseMethods } from '../../core/responses/methods.ts';
import type { ClientErrorMethods } from '../../core/responses/methods-of-client-errors.ts';
import type { ServerErrorMethods } from '../../core/responses/methods-of-server-errors.ts';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import type { FormMember } from '../../forms/page/form-member.ts';

/** The members that the problem document of every failure has (RFC 9457). A typed client of Hono (`hc`) gets this type for a failure. */
export interface Problem {
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly type?: string;
  readonly code?: string;
  readonly reference?: string;
  readonly errors?: readonly {
    readonly detail: string;
    readonly pointer?: string;
    readonly parameter?: string;
    readonly header?: string;
    readonly code?: string;
    readonly params?: Readonly<Record<string, unknown>>;
  }[];
}

/** A Response with the types that `hc` of hono/client reads. A single plain Response among the results of a handler would remove the types of all. */
type TypedAnswer<Body, Status extends StatusCode> = MaybePromise<Response & TypedResponse<Body, Status, 'json'>>;
type Failed = TypedAnswer<Problem, ClientErrorStatusCode | ServerErrorStatusCode>;
type After<Arguments extends readonly unknown[]> = Arguments extends readonly [unknown?, ...infer Others] ? Others : never;

interface Successes {
  /**
   * The request succeeded (RFC 9110 §15.3.1). `data` is the whole body, as JSON.
   *
   * @example
   * return c.var.reply.ok({ orders });
   */
  readonly ok: <T>(data?: T, ...others: After<Parameters<typeof ok>>) => TypedAnswer<JSONParsed<T>, 200>;
  /**
   * A new resource exists (RFC 9110 §15.3.2). `data` is the whole body, and `location` the address of the new resource.
   *
   * @example
   * return c.var.reply.created(order, `/orders/${order.id}`);
   */
  readonly created: <T>(data?: T, ...others: After<Parameters<typeof created>>) => TypedAnswer<JSONParsed<T>, 201>;
  /**
   * The request is accepted, and the work is not finished yet (RFC 9110 §15.3.3). `data` is the whole body.
   *
   * @example
   * return c.var.reply.accepted({ progress: '/exports/7' });
   */
  readonly accepted: <T>(data?: T, ...others: After<Parameters<typeof accepted>>) => TypedAnswer<JSONParsed<T>, 202>;
  /**
   * The request succeeded, and there is no body (RFC 9110 §15.3.5).
   *
   * @example
   * return c.var.reply.noContent();
   */
  readonly noContent: () => MaybePromise<Response & TypedResponse<null, 204, 'body'>>;
}

/** For the app's own responses, only the arguments are typed. */
type Methods = [keyof AppResponses & keyof BuiltIn] extends [never] ? BuiltIn & Others : Omit<BuiltIn, keyof AppResponses> & Others;

interface BuiltIn extends Successes, ClientErrorMethods<Failed>, ServerErrorMethods<Failed>, NegotiateMethod<Failed> {}
type Others = Omit<ResponseMethods<Failed>, keyof AppResponses | keyof BuiltIn> & Pick<ResponseMethods<MaybePromise<Response>>, keyof AppResponses>;

/**
 * The response methods and the form of a request. Each response method returns a Response, which the handler returns.
 *
 * @example
 * return c.var.reply.badRequest(issues, '/signup');
 */
export type Reply = Methods &
  FormMember & {
    /**
     * Wraps the function that writes a stream, for `stream`, `streamText` and `streamSSE` of Hono. If the function fails, Halyard logs the error and
     * ends the connection so that the client notices. Hono itself would end the stream as if it were complete.
     *
     * @param write Gets Hono's stream, and writes the body. It may be async.
     * @returns the function to pass to Hono.
     * @example
     * return streamSSE(c, c.var.reply.streaming(async (stream) => stream.writeSSE({ data: 'shipped' })));
     */
    streaming<Stream extends object>(write: (stream: Stream) => unknown): (stream: Stream) => Promise<void>;
  };
