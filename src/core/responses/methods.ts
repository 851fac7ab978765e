import type { DefinedResponse } from './define-response.ts';
import type * as builtIn from './index.ts';

/**
 * The responses of your app, by name. Add yours, and `res.outOfStock()` has types everywhere:
 * `declare module 'halyard' { interface AppResponses { outOfStock: typeof import('../api/responses/outOfStock.ts').default } }`
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is there to be added to
export interface AppResponses {}

/** The arguments of a response, which is a `defineResponse()` or a function. */
type ArgumentsOf<T> = T extends DefinedResponse<infer Args> ? Args : T extends (...args: infer Args) => unknown ? Args : never;

type MethodsOf<Responses, Sent> = { readonly [Name in keyof Responses]: (...args: ArgumentsOf<Responses[Name]>) => Sent };

/** The methods that a handler calls: `return res.notFound()`. They are terminal: the first call answers the request. */
export type ResponseMethods<Sent = void | Promise<void>> = MethodsOf<Omit<typeof builtIn, keyof AppResponses>, Sent> &
  MethodsOf<AppResponses, Sent> & {
    /**
     * Answers as if the error had been thrown. Use it in the `catch` of a handler.
     *
     * @example
     * return res.negotiate(error);
     */
    readonly negotiate: (error?: unknown) => Sent;
  };
