import type { TypedResponse } from 'hono';
import type { ClientErrorStatusCode, ServerErrorStatusCode, StatusCode } from 'hono/utils/http-status';
import type { JSONParsed } from 'hono/utils/types';
import type { accepted, created, ok } from '../../core/responses/index.ts';
import type { AppResponses, ResponseMethods } from '../../core/responses/methods.ts';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import type { FormMember } from '../../forms/page/form-member.ts';

/** What a JSON client reads of a failure (RFC 9457), as far as every answer has it. */
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

/** A Response with the types that `hc` of hono/client goes by: one plain Response among what a handler returns, and it knows nothing of all of them. */
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

/** Of an app's own responses nothing is known but their arguments. */
type Methods = Omit<ResponseMethods<Failed>, keyof AppResponses | keyof Successes> &
  Omit<Successes, keyof AppResponses> &
  Pick<ResponseMethods<MaybePromise<Response>>, keyof AppResponses>;

/** What a handler answers with: `return c.var.reply.badRequest(issues, '/signup')`. Each of the response methods gives the Response that it made. */
export type Reply = Methods &
  FormMember & {
    /**
     * For what writes a stream: `streamSSE(c, c.var.reply.streaming(async (stream) => …))`. When it fails the client notices, and the log has
     * why; Hono itself would end the stream as if it were whole.
     */
    streaming<Stream extends object>(write: (stream: Stream) => unknown): (stream: Stream) => Promise<void>;
  };
