// Written by scripts/docs.mjs from the doc comments of the responses: change them there, then run npm run docs.
import type { accepted } from './accepted.ts';
import type { created } from './created.ts';
import type { noContent } from './no-content.ts';
import type { ok } from './ok.ts';

/** Methods of `res`. `Sent` is what a call returns on the host. No method throws: what fails is logged, and the client gets the status. */
export interface SuccessMethods<Sent> {
  /**
   * The request succeeded (RFC 9110 §15.3.1). `data` is the whole body. Every client gets `data` as JSON, a text as text.
   *
   * @param data Any value that JSON can hold.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.ok({ orders });
   */
  readonly ok: (...args: Parameters<typeof ok>) => Sent;
  /**
   * A new resource exists (RFC 9110 §15.3.2). `data` is the whole body, and `location` is the address of the new resource. Every client gets `data` as
   * JSON, a text as text.
   *
   * @param data Any value that JSON can hold.
   * @param location The address of the new resource, for the header `Location`.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.created(order, `/orders/${order.id}`);
   */
  readonly created: (...args: Parameters<typeof created>) => Sent;
  /**
   * The request is accepted, and the work is not finished yet (RFC 9110 §15.3.3). `data` is the whole body, for example where to ask for progress. Every
   * client gets `data` as JSON, a text as text.
   *
   * @param data Any value that JSON can hold.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.accepted({ progress: '/exports/7' });
   */
  readonly accepted: (...args: Parameters<typeof accepted>) => Sent;
  /**
   * The request succeeded, and there is no body (RFC 9110 §15.3.5).
   *
   * @example
   * return res.noContent();
   */
  readonly noContent: (...args: Parameters<typeof noContent>) => Sent;
}
