import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { classNamed } from '../class-chain.ts';
import { issueOf, keysOf } from '../validators/issue-of.ts';

/**
 * Maps MikroORM's ValidationError and the errors that extend it. They have a member `entity`, and texts that hold criteria or values. Its driver
 * exceptions have the members of the driver's error, so the mapping of the database recognises them.
 */
export function mikroOrm(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || classNamed(value, 'ValidationError') === undefined || !Object.hasOwn(value, 'entity')) return undefined;
  const name = readOwn(value, 'name');
  if (name === 'NotFoundError') return { status: 404, quotes: true };
  if (name === 'OptimisticLockError') return { status: 409, quotes: true };
  return name === 'ValidationError' ? invalid(String(readOwn(value, 'message'))) : undefined;
}

/** Returns the issue of a required or an ill-typed property. Any other text is about the app's own code, and may hold an entity. */
function invalid(message: string): LibraryMapping {
  const [, missing] = /^Value for \w{1,64}\.([\w.]{1,128}) is required, /.exec(message) ?? [];
  if (missing !== undefined) return { status: 400, issues: [issueOf('Required', keysOf(missing), { code: 'required' })], quotes: true };
  const [, property, type] = /^Trying to set \w{1,64}\.([\w.]{1,128}) of type '(\w{1,32})' to '/.exec(message) ?? [];
  if (property === undefined) return { quotes: true };
  return { status: 400, issues: [issueOf(`Not a valid ${type}`, keysOf(property), { code: 'type' })], quotes: true };
}
