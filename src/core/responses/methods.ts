import type { DefinedResponse } from './define-response.ts';
import type * as builtIn from './index.ts';

/**
 * The app's own responses, by name. An app adds to it, and `res.outOfStock()` is typed everywhere:
 * `declare module 'halyard' { interface AppResponses { outOfStock: typeof import('../api/responses/outOfStock.ts').default } }`
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is there to be added to
export interface AppResponses {}

/** The arguments of a response: of a `defineResponse()`, or of a function as it is. */
type ArgumentsOf<T> = T extends DefinedResponse<infer Args> ? Args : T extends (...args: infer Args) => unknown ? Args : never;

type MethodsOf<Responses, Sent> = { readonly [Name in keyof Responses]: (...args: ArgumentsOf<Responses[Name]>) => Sent };

/** What a handler calls: `return res.notFound()`. Terminal: the first call answers, and the request is done. */
export type ResponseMethods<Sent = void | Promise<void>> = MethodsOf<Omit<typeof builtIn, keyof AppResponses>, Sent> &
  MethodsOf<AppResponses, Sent> & {
    /** Answers with the response that an error means: `catch (error) { return res.negotiate(error) }`. */
    readonly negotiate: (error?: unknown) => Sent;
  };
