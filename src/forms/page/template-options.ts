import { isPlainObject } from '../../core/values/guarded-read.ts';

/**
 * Returns the options of a helper. Handlebars calls a helper with one more argument, an object whose `hash` has the options that the template wrote:
 * `{{{form.attributes "email" type="email"}}}`. The helper then takes the options from there.
 */
export function optionsFrom<O extends object>(options: O | undefined): O | undefined {
  return isOfHandlebars(options) ? (options.hash as O) : options;
}

/** Returns the argument, or `undefined` if it is the additional object of Handlebars. */
export function withoutHandlebars<T>(argument: T): T | undefined {
  return isOfHandlebars(argument) ? undefined : argument;
}

/** Returns whether this is the object that Handlebars passes as the last argument of each call. */
export function isOfHandlebars(argument: unknown): argument is { readonly hash: object } {
  return isPlainObject(argument) && Object.hasOwn(argument, 'hash') && Object.hasOwn(argument, 'data') && Object.hasOwn(argument, 'name');
}
