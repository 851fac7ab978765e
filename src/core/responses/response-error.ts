import { isSendable } from '../values/field.ts';
import { shareClass } from '../values/shared-class.ts';
import type { Outcome } from './outcome.ts';
import type { ResponseDefinition } from './response-definition.ts';

/** The mark of a thrown response. It is the same symbol in every copy of this package. A request cannot contain a symbol. */
export const THROWN_RESPONSE = Symbol.for('halyard.thrown-response');

/** The definition of a thrown response, and its arguments. */
export interface ThrownResponse {
  readonly definition: ResponseDefinition<readonly never[]>;
  readonly args: readonly unknown[];
}

/**
 * A response that can be thrown: `throw notFound()` gives the same answer as `return res.notFound()`. It also has the members that other error
 * handlers read (`status`, `statusCode`, `expose`, `headers`, `getResponse()`), so that a host without Halyard answers correctly as well.
 */
export class ResponseError extends Error {
  override readonly name = 'ResponseError';
  readonly status: number;
  readonly statusCode: number;
  readonly expose: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly code: string;
  declare readonly [THROWN_RESPONSE]: ThrownResponse;

  constructor(outcome: Outcome, thrown: ThrownResponse) {
    const cause = outcome.causes?.[0];
    super(outcome.detail ?? outcome.title, cause === undefined ? undefined : { cause });
    this.status = outcome.status;
    this.statusCode = outcome.status;
    this.expose = outcome.expose;
    this.headers = outcome.headers ?? {};
    this.code = outcome.code ?? `E_${constantCase(outcome.name)}`;
    // Not enumerable, so that a serialiser does not write the arguments.
    Object.defineProperty(this, THROWN_RESPONSE, { value: thrown });
  }

  /** The answer as a fetch `Response`, for hosts that call this method of an error. It is a problem document (RFC 9457) with only public members. */
  getResponse(): Response {
    const { title } = this[THROWN_RESPONSE].definition;
    // RFC 9110 §15.5.2
    const challenge = this.status === 401 && { 'www-authenticate': 'Bearer' };
    const headers = { ...challenge, ...sendable(this.headers), 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
    if (this.status === 204) return new Response(null, { status: 204, headers });
    const problem: Record<string, unknown> = { title, status: this.status };
    if (this.expose && this.message !== title) problem['detail'] = this.message;
    return new Response(JSON.stringify(problem), { status: this.status, headers: { ...headers, 'content-type': 'application/problem+json' } });
  }
}

shareClass(ResponseError, 'ResponseError');

function sendable(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => isSendable(name, value)));
}

function constantCase(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/\W+/g, '_')
    .toUpperCase();
}
