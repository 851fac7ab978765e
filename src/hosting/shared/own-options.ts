import { checkOptions } from '../../core/settings/check-options.ts';
import type { Options } from '../../core/settings/options.ts';
import { isPromise } from '../../core/values/handle-rejection.ts';
import { withNamedPreset } from './named-preset.ts';

/**
 * Checks that the app's options are an object. A host calls it before it takes a member of its own out of them, because a rest object (`...options`) made
 * from a promise or from `null` looks like options without a mistake.
 *
 * @throws HalyardError E_OPTION
 */
export function optionsObject<Own extends Options>(own: Own): Own {
  if (typeof own !== 'object' || own === null || Array.isArray(own) || isPromise(own)) checkOptions(own);
  return own;
}

/**
 * Checks the app's options, and then adds the values of a host. The order matters: after a spread, a promise or `null` looks like options without a
 * mistake, and a list with the host's views hides what the app passed.
 *
 * @throws HalyardError E_OPTION, E_OPTION_UNKNOWN
 */
export function extendOptions(own: Options, added: (own: Options) => Options): Options {
  checkOptions(withNamedPreset(own));
  return { ...own, ...added(own) };
}
