import { isPromise } from './adopt-promise.ts';
import { HalyardError } from './errors.ts';
import { Forgotten, ForgottenAwait, forgottenIn } from './forgotten-await.ts';
import { isArray } from './guarded-read.ts';
import type { Outcome, OutcomeFacts } from './outcome.ts';
import type { ResponseDefinition } from './response-definition.ts';
import { ResponseError } from './response-error.ts';
import { statusPhrase } from './status.ts';

/** A definition that is also its own factory of errors: `throw notFound('No such berth')`. */
export interface DefinedResponse<Args extends readonly unknown[]> extends Omit<ResponseDefinition<Args>, 'name'> {
  (...args: Args): ResponseError;
}

const DEFINED = Symbol.for('halyard.response');

const NO_FACTS: { readonly [Name in keyof Required<OutcomeFacts>]: undefined } = {
  expose: undefined,
  detail: undefined,
  issues: undefined,
  unread: undefined,
  data: undefined,
  given: undefined,
  bare: undefined,
  causes: undefined,
  redirectTo: undefined,
  bag: undefined,
  flash: undefined,
  resend: undefined,
  code: undefined,
  type: undefined,
  headers: undefined,
  format: undefined,
  view: undefined,
  concealAs: undefined,
};

/**
 * Defines a response: `defineResponse({ status: 402, outcome: (plan: string) => ({ detail: `The ${plan} plan is needed` }) })`.
 * As the default export of a file in `api/responses/` it becomes a method with the file's name; it can also be called for an
 * error to throw. Without `outcome` the first argument is the message.
 *
 * @throws HalyardError E_RESPONSE_DEFINITION for a status outside 200–599, or an outcome that is not a function.
 */
export function defineResponse<const Args extends readonly unknown[] = [message?: string]>(definition: {
  name?: string;
  status: number;
  title?: string;
  outcome?: (...args: Args) => OutcomeFacts;
}): DefinedResponse<Args> {
  const { name = '', status, outcome = messageOnly as unknown as (...args: Args) => OutcomeFacts } = definition;
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new HalyardError('E_RESPONSE_DEFINITION', { found: `status: ${String(status)}`, expected: 'an integer from 200 to 599' });
  }
  if (typeof outcome !== 'function') {
    throw new HalyardError('E_RESPONSE_DEFINITION', { found: `outcome: ${typeof outcome}`, expected: 'a function of the arguments' });
  }
  const title = definition.title ?? statusPhrase(status);
  const factory = (...args: Args): ResponseError => {
    // Until it is answered, and if it never is: a promise among the arguments that rejects would end the process.
    forgottenIn(args, { once: true });
    return new ResponseError(safeOutcome({ name, status, title, outcome }, args), { definition: factory as never, args });
  };
  Object.defineProperty(factory, 'name', { value: name });
  return Object.assign(factory, { status, title, outcome, [DEFINED]: true as const });
}

/** Is this a `defineResponse()`, of this copy of the package or another? */
export function isDefinedResponse(value: unknown): value is DefinedResponse<readonly never[]> {
  return typeof value === 'function' && (value as { [DEFINED]?: unknown })[DEFINED] === true;
}

/** The outcome of calling a response with these arguments. Own members only: a polluted Object.prototype says nothing (CVE-2021-44908). */
export function outcomeOf<Args extends readonly unknown[]>(definition: ResponseDefinition<Args>, args: Args): Outcome {
  const { status, title } = definition;
  const facts = definition.outcome(...args);
  if (!isObject(facts)) throw new TypeError(`The outcome of ${definition.name || status} is ${kindOf(facts)}, expected an object`);
  // What it says is not known yet, and is not waited for: the answer would wait with it.
  if (isPromise(facts)) return outcomeOf(UNKNOWN, [new ForgottenAwait(`outcome of ${definition.name || status}`, new Forgotten([0], [facts]))]);
  // A spread copies own members only. The blanks make every member an own one, which is several times quicker than asking for each.
  const own: OutcomeFacts = { ...NO_FACTS, ...facts };
  return {
    name: definition.name || String(status),
    status,
    title,
    expose: own.expose ?? status < 500,
    detail: own.detail,
    issues: own.issues,
    unread: own.unread,
    data: own.data,
    given: own.given,
    bare: own.bare,
    causes: own.causes,
    redirectTo: own.redirectTo,
    bag: own.bag,
    flash: own.flash,
    resend: own.resend,
    code: own.code,
    type: own.type,
    headers: own.headers,
    format: own.format,
    view: own.view,
    concealAs: own.concealAs,
  };
}

const UNKNOWN: ResponseDefinition<readonly [cause: unknown]> = {
  name: 'serverError',
  status: 500,
  title: statusPhrase(500),
  outcome: (cause) => ({ causes: [cause] }),
};

/** A text or a list would be spread into as many members as it has. */
function isObject(facts: unknown): boolean {
  return typeof facts === 'object' && facts !== null && !isArray(facts);
}

function kindOf(facts: unknown): string {
  return facts === null || facts === undefined ? String(facts) : isArray(facts) ? 'a list' : `a ${typeof facts}`;
}

/** The same; when it cannot be told (an app's `outcome` throws), the bare response, and why. */
export function safeOutcome<Args extends readonly unknown[]>(definition: ResponseDefinition<Args>, args: Args): Outcome {
  try {
    return outcomeOf(definition, args);
  } catch (error) {
    const { status, title } = definition;
    return outcomeOf({ name: definition.name ?? '', status, title, outcome: () => ({ expose: false, causes: [error] }) }, []);
  }
}

function messageOnly(message?: unknown): OutcomeFacts {
  return typeof message === 'string' && message !== '' ? { detail: message } : {};
}
