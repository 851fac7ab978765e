import { isError, readOwn } from '../core/guarded-read.ts';
import type { Meaning } from '../core/meaning.ts';
import { classNamed } from './class-chain.ts';
import { says } from './says.ts';

/** Hono's HTTPException. Its `res` is not sent as it is: the client gets the format it asked for, with the fields that belong to the status. */
export function hono(value: unknown): Meaning | undefined {
  if (!isError(value) || !Object.hasOwn(value, 'res')) return undefined;
  const own = classNamed(value, 'HTTPException');
  if (own === undefined || typeof readOwn(own, 'getResponse') !== 'function') return undefined;
  const res = readOwn(value, 'res');
  const meaning = says(readOwn(value, 'status'), readOwn(value, 'message'), res instanceof Response ? res.headers : undefined);
  // What hono/jwt found wrong says so with the token in it.
  return String(readOwn(readOwn(value, 'cause'), 'name')).startsWith('JwtToken') ? { ...meaning, quotes: true } : meaning;
}
