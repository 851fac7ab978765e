import { HalyardError } from '../values/errors.ts';
import { isInstance } from '../values/guarded-read.ts';
import { isPromise } from '../values/handle-rejection.ts';
import { statusPhrase } from '../values/status.ts';
import { findUnawaited, UnawaitedPromiseError, UnawaitedPromises } from '../values/unawaited-promise.ts';
import { optionsIn } from './common-options.ts';
import { addOptions, type ResponseOptions } from './facts-of-message.ts';
import type { Outcome, OutcomeFacts } from './outcome.ts';
import { outcomeWith } from './outcome-facts.ts';
import type { ResponseDefinition } from './response-definition.ts';
import { ResponseError } from './response-error.ts';

type Last<Args extends readonly unknown[]> = Required<Args> extends readonly [...unknown[], infer Value] ? Value : never;

/** The arguments of a response, and the options that every response takes as its last argument, unless the last one takes them already. */
export type WithOptions<Args extends readonly unknown[]> = number extends Args['length']
  ? Args
  : [ResponseOptions] extends [Last<Args>]
    ? Args
    : [...Args, options?: ResponseOptions];

/** A definition that also makes errors to throw: `throw notFound('There is no such order')`. */
export interface DefinedResponse<Args extends readonly unknown[]> extends Omit<ResponseDefinition<Args>, 'name'> {
  (...args: WithOptions<Args>): ResponseError;
}

const DEFINED = Symbol.for('halyard.response');

/**
 * Defines a response. As the default export of a file in `api/responses/` it becomes a method with the name of the file. Call the result to
 * make an error that you can throw. `status` is an integer from 200 to 599. `title` defaults to the registered phrase of the status. `outcome`
 * turns the arguments of the call into facts. Without `outcome` the first argument is the message.
 *
 * @example
 * export default defineResponse({ status: 402, outcome: (plan: string) => ({ detail: `You need the ${plan} plan` }) });
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
    // The error may never be answered, and a promise among the arguments that rejects would end the process.
    findUnawaited(args, { once: true });
    return new ResponseError(safeOutcome({ name, status, title, outcome }, args), { definition: factory as never, args });
  };
  Object.defineProperty(factory, 'name', { value: name });
  return Object.assign(factory, { status, title, outcome, [DEFINED]: true as const }) as unknown as DefinedResponse<Args>;
}

/** Whether this is the result of `defineResponse()`, of this copy of the package or another. */
export function isDefinedResponse(value: unknown): value is DefinedResponse<readonly never[]> {
  return typeof value === 'function' && (value as { [DEFINED]?: unknown })[DEFINED] === true;
}

/** The outcome of a response that is called with these arguments. It reads own members only, so a polluted Object.prototype adds nothing (CVE-2021-44908). */
export function outcomeOf<Args extends readonly unknown[]>(definition: ResponseDefinition<Args>, args: Args): Outcome {
  const heading = headingOf(definition);
  const { name } = heading;
  const facts = factsWith(definition, args);
  // The facts are not known yet. Halyard does not wait for them, because that would delay the answer.
  if (isPromise(facts)) return outcomeOf(UNKNOWN, [new UnawaitedPromiseError(`outcome of ${name}`, new UnawaitedPromises([0], [facts]))]);
  try {
    return outcomeWith(facts, heading);
  } catch (error) {
    const promises = findUnawaited([facts]);
    throw promises === undefined ? error : new UnawaitedPromiseError(`outcome of ${name}`, promises);
  }
}

/** The facts, with the options that follow the arguments of the app's own response: `res.outOfStock('rope', { cause: error })`. */
function factsWith<Args extends readonly unknown[]>({ outcome }: ResponseDefinition<Args>, args: Args): OutcomeFacts {
  const mayHave = args.length > outcome.length && (outcome.length > 0 || args.length === 1);
  const common = mayHave ? optionsIn(args.at(-1)) : undefined;
  const facts = outcome(...(common === undefined ? args : (args.slice(0, -1) as unknown as Args)));
  return common === undefined || isPromise(facts) ? facts : addOptions({ ...facts }, common);
}

const UNKNOWN: ResponseDefinition<readonly [cause: unknown]> = {
  name: 'serverError',
  status: 500,
  title: statusPhrase(500),
  outcome: (cause) => ({ causes: [cause] }),
};

/** As `outcomeOf`, but it never throws. If the app's `outcome` throws or returns an invalid fact, the outcome has the status, the title and the cause. */
export function safeOutcome<Args extends readonly unknown[]>(definition: ResponseDefinition<Args>, args: Args): Outcome {
  try {
    return outcomeOf(definition, args);
  } catch (error) {
    const heading = headingOf(definition);
    return outcomeWith({ expose: false, causes: [outcomeFailed(error, heading.name)] }, heading);
  }
}

/** A definition without a name is named after its status. */
function headingOf({ name, status, title }: Pick<Outcome, 'status' | 'title'> & { readonly name?: string }): Pick<Outcome, 'name' | 'status' | 'title'> {
  return { name: name || String(status), status, title };
}

function outcomeFailed(error: unknown, name: string): unknown {
  if (isInstance(error, HalyardError)) return error;
  return new HalyardError('E_OUTCOME', {
    found: `the outcome of response "${name}" throwing`,
    expected: 'an object of facts, such as { detail }',
    cause: error,
  });
}

function messageOnly(message?: unknown): OutcomeFacts {
  return typeof message === 'string' && message !== '' ? { detail: message } : {};
}
