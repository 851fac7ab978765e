import type { DefinedResponse, WithOptions } from './define-response.ts';
import type * as builtIn from './index.ts';
import type { ClientErrorMethods } from './methods-of-client-errors.ts';
import type { ServerErrorMethods } from './methods-of-server-errors.ts';
import type { SuccessMethods } from './methods-of-successes.ts';

/**
 * The responses of your app, by name. Add yours, and `res.outOfStock()` has types everywhere:
 * `declare module 'halyard' { interface AppResponses { outOfStock: typeof import('../api/responses/outOfStock.ts').default } }`
 */
// biome-ignore lint/suspicious/noEmptyInterface: apps add members to it
export interface AppResponses {}

/** The arguments of a response, which is a `defineResponse()` or a function. */
type ArgumentsOf<T> = T extends DefinedResponse<infer Args> ? WithOptions<Args> : T extends (...args: infer Args) => unknown ? Args : never;

type MethodsOf<Responses, Sent> = { readonly [Name in keyof Responses]: (...args: ArgumentsOf<Responses[Name]>) => Sent };

/** The built-in responses as methods, with the doc comments that an editor shows. */
interface BuiltInMethods<Sent> extends SuccessMethods<Sent>, ClientErrorMethods<Sent>, ServerErrorMethods<Sent> {}

/** The built-in methods that the app does not type itself. `Omit` would hide their doc comments from TypeScript 7, so it is used only where it is needed. */
type NotReplaced<Sent> = [keyof AppResponses & keyof BuiltInMethods<unknown>] extends [never]
  ? BuiltInMethods<Sent>
  : Omit<BuiltInMethods<Sent>, keyof AppResponses>;

/** The method for an error that a handler has caught. */
export interface NegotiateMethod<Sent> {
  /**
   * Answers as if the error had been thrown. Use it in the `catch` of a handler.
   *
   * @example
   * return res.negotiate(error);
   */
  readonly negotiate: (error?: unknown) => Sent;
}

/**
 * The methods that a handler calls: `return res.notFound()`. They are terminal: the first call answers the request. On most hosts there is nothing to
 * wait for, so a call without `return` or `await` is complete.
 */
export type ResponseMethods<Sent = void> = NotReplaced<Sent> &
  // A response that is new here has a method before its doc comment is written.
  MethodsOf<Omit<typeof builtIn, keyof BuiltInMethods<Sent> | keyof AppResponses>, Sent> &
  MethodsOf<AppResponses, Sent> &
  NegotiateMethod<Sent>;
