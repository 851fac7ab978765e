import { isPlainObject, ownMembers } from '../values/guarded-read.ts';
import { factsOfMessage, type ResponseOptions } from './facts-of-message.ts';
import type { OutcomeFacts } from './outcome.ts';

/**
 * The facts of a response that sets a header. The options may be the only argument, `({ allow: ['GET'], detail: '…' })`, or follow the message.
 * `field` makes the headers from the options.
 */
export function factsOfField<Options extends ResponseOptions & { readonly detail?: string }>(
  message: unknown,
  options: Options | undefined,
  field: (options: Options | undefined) => Readonly<Record<string, string>> | undefined,
): OutcomeFacts {
  const onlyOptions = options === undefined && isPlainObject(message);
  const named = ownMembers(onlyOptions ? (message as unknown as Options) : options);
  return factsOfMessage(onlyOptions ? named?.detail : (message ?? named?.detail), named, field(named));
}
