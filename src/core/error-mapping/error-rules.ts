import { callHook, type HookFailed } from '../ports/app-hook.ts';
import { type ResponseError, THROWN_RESPONSE } from '../responses/response-error.ts';
import { HalyardError } from '../values/errors.ts';
import { isInstance, readOwn } from '../values/guarded-read.ts';
import { isPromise } from '../values/handle-rejection.ts';
import { quote } from '../values/quote.ts';

/** Which errors a rule is for: instances of a class, errors for which a function returns true, or errors with this `code`. */
export type ErrorMatcher = string | (abstract new (...args: never[]) => Error) | ((error: unknown) => boolean);

/**
 * A rule of the option `errors`: which errors it is for, and the response for such an error. The response function returns `undefined` to leave the
 * error to the next rule. `errorRule()` makes a rule whose function has the type of the error.
 *
 * @example
 * const rules: ErrorRule[] = [[ApiError, (error) => notFound(error.message)], ['E_QUOTA', () => tooManyRequests()]];
 */
// biome-ignore lint/suspicious/noExplicitAny: a list of rules is for different classes of errors
export type ErrorRule = readonly [match: ErrorMatcher, respond: (error: any) => ResponseError | undefined];

/**
 * Makes a rule of the option `errors`, with the type of the error. `match` is a class, a type guard, a function that returns a boolean, or a `code`.
 *
 * @example
 * halyard(app, { errors: [errorRule(ApiError, (error) => notFound(error.message))] });
 */
export function errorRule<E>(
  match: (abstract new (...args: never[]) => E) | ((error: unknown) => error is E),
  respond: (error: E) => ResponseError | undefined,
): ErrorRule;
export function errorRule(match: string | ((error: unknown) => boolean), respond: (error: unknown) => ResponseError | undefined): ErrorRule;
export function errorRule(match: unknown, respond: unknown): ErrorRule {
  return [match, respond] as unknown as ErrorRule;
}

/** Finds the app's response for an error, or `undefined` if no rule applies. Never throws. */
export type ErrorRules = (error: unknown) => ResponseError | undefined;

/** Makes one function of the rules. A rule that fails is logged, and the next one is tried. */
export function errorRules(rules: readonly ErrorRule[], failed: HookFailed): ErrorRules | undefined {
  if (rules.length === 0) return undefined;
  const all = rules.map(([match, respond], index) => {
    const [option, matches] = [`errors[${index}]`, matcherOf(match)];
    return (error: unknown): ResponseError | undefined =>
      callHook(
        option,
        () => {
          const isMatch: unknown = matches(error);
          if (isPromise(isMatch)) return isMatch as never;
          return isMatch ? resultOf(option, () => respond(error)) : undefined;
        },
        failed,
      );
  });
  return (error) => {
    for (const responseOf of all) {
      const response = responseOf(error);
      if (response !== undefined) return response;
    }
    return undefined;
  };
}

/** A response error that is thrown counts like one that is returned. */
function resultOf(option: string, respond: () => unknown): ResponseError | undefined {
  let result: unknown;
  try {
    result = respond();
  } catch (error) {
    if (!isResponseError(error)) throw error;
    result = error;
  }
  // `callHook` reports a promise.
  if (result === undefined || isPromise(result) || isResponseError(result)) return result as ResponseError | undefined;
  throw new HalyardError('E_ERROR_RULE', { found: `${quote(result)} from ${option}`, expected: 'a response error such as notFound(), or undefined' });
}

function isResponseError(value: unknown): value is ResponseError {
  return isInstance(value, Error) && readOwn(value, THROWN_RESPONSE) !== undefined;
}

function matcherOf(match: ErrorMatcher): (error: unknown) => boolean {
  if (typeof match === 'string') return (error) => readOwn(error, 'code') === match;
  if (isErrorClass(match)) return (error) => isInstance(error, match);
  return match as (error: unknown) => boolean;
}

function isErrorClass(match: unknown): match is new () => Error {
  return typeof match === 'function' && (match === Error || isInstance((match as { readonly prototype?: unknown }).prototype, Error));
}

/** Whether the value is a rule. A class must extend Error, because Halyard would otherwise call it as a function. */
export function isErrorRule(value: unknown): value is ErrorRule {
  if (!Array.isArray(value) || value.length !== 2 || typeof value[1] !== 'function') return false;
  const [match] = value as readonly unknown[];
  if (typeof match === 'string') return match !== '';
  return typeof match === 'function' && (isErrorClass(match) || !/^class\b/.test(Function.prototype.toString.call(match)));
}
