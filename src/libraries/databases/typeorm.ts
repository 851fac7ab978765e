import { isError } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { classNamed } from '../class-chain.ts';
import { mapDriverError } from './driver-errors.ts';

/** Maps TypeORM's errors: a missing entity, whose text holds the criteria, crossed edits, and the driver's error in a QueryFailedError. */
export function typeorm(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || classNamed(value, 'TypeORMError') === undefined) return undefined;
  if (classNamed(value, 'EntityNotFoundError') !== undefined) return { status: 404, quotes: true };
  if (classNamed(value, 'OptimisticLockVersionMismatchError') !== undefined) return { status: 409 };
  return mapDriverError(value, 'driverError');
}
