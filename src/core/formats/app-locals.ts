import { withDeadline } from '../values/deadline.ts';
import { HalyardError } from '../values/errors.ts';
import { ownMembers } from '../values/guarded-read.ts';
import { isPromiseLike, type MaybePromise } from '../values/maybe-promise.ts';
import { quote } from '../values/quote.ts';
import type { FormatContext } from './format.ts';

type Locals = Readonly<Record<string, unknown>>;

/**
 * The app's own locals for a page: those that the request has on its host, and over them those of the option `locals`. A page is rendered without the
 * locals that cannot be made, and `failed` logs the reason. Never throws. It returns a promise only if the option does.
 */
export function appLocals({ settings, request, failed }: FormatContext): MaybePromise<Locals> {
  const { locals, requestLocals, deadline } = settings;
  const guarded = (make: () => unknown): unknown => {
    try {
      return make();
    } catch (error) {
      return void failed(error);
    }
  };
  const own = { ...(guarded(() => ({ ...request.locals })) as Locals | undefined), ...locals };
  const merged = (value: unknown): Locals =>
    (guarded(() => {
      const members = ownMembers(value as object | undefined);
      if (members || value === undefined) return { ...own, ...members };
      throw new HalyardError('E_LOCALS', { found: `${quote(value)} from the option \`locals\``, expected: 'an object' });
    }) ?? own) as Locals;
  const made = guarded(() => requestLocals?.(request.native));
  if (!isPromiseLike(made)) return merged(made);
  const late = () =>
    new HalyardError('E_LOCALS', { found: `the option \`locals\` still working after ${deadline} ms`, expected: 'an object before the option `deadline`' });
  return withDeadline(made, deadline, late)
    .catch((error: unknown) => void failed(error))
    .then(merged);
}
