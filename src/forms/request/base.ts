import type { IncomingRequest } from '../../core/ports/request.ts';
import type { BaseOptions } from '../../core/settings/form-options.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { refuseUnknown } from '../../core/values/known-names.ts';
import { quote } from '../../core/values/quote.ts';

/**
 * A prefix of paths that a proxy removes: `/app` or `/shop/eu`. Letters, digits and `-._~` only: no client, proxy or parser reads these in two ways. Dot
 * segments are refused below.
 */
const BASE = /^(?:\/[\w.~-]{1,64}){1,16}$/;

/** Returns the base of a request, or `''`. */
export type BaseOf = (request: IncomingRequest) => string;

/**
 * Reads the option `base`. The field `X-Forwarded-Prefix` counts only by `{ forwarded: true }`, because a client can send it, too.
 *
 * @throws HalyardError E_OPTION, E_OPTION_UNKNOWN
 */
export function baseOption(option: string | BaseOptions | undefined): BaseOf {
  if (option === undefined) return () => '';
  if (typeof option === 'string') {
    const base = readBase(option);
    if (base === undefined) refuse(option);
    return () => base as string;
  }
  if (typeof option !== 'object' || option === null || Array.isArray(option)) refuse(option);
  refuseUnknown(option, ['forwarded'], (name) => quote(`base.${name}`));
  if (option.forwarded !== true) refuse(option);
  return (request) => readBase(request.header('x-forwarded-prefix') ?? '') ?? '';
}

/** Returns the base without its last slash, `''` for the root, or `undefined` for any other text, such as two values in a list. */
function readBase(text: string): string | undefined {
  const base = text.endsWith('/') ? text.slice(0, -1) : text;
  if (base === '') return '';
  const isPlain = BASE.test(base) && !base.split('/').some((segment) => segment === '.' || segment === '..');
  return isPlain ? base : undefined;
}

function refuse(value: unknown): never {
  const isAddress = typeof value === 'string' && /^[a-z]+:\/\//i.test(value);
  throw new HalyardError('E_OPTION', {
    found: `base: ${typeof value === 'object' && value !== null ? JSON.stringify(value) : quote(value)}`,
    expected: 'a path such as /app, of letters, digits and -._~, or { forwarded: true }',
    ...(isAddress ? { todo: 'Pass the path alone. The option origin takes an address with a host.' } : undefined),
  });
}

/** Returns the path as the browser has it. A path that has the base already is left as it is. */
export function withBase(base: string, path: string): string {
  const hasBase = base === '' || (path.startsWith(base) && /^(?:$|[/?#])/.test(path.slice(base.length, base.length + 1)));
  return hasBase ? path : `${base}${path}`;
}
