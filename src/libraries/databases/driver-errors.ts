import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping, MapLibraryValue } from '../../core/values/library-mapping.ts';
import { firstMapping } from '../validators/validation.ts';
import { mongodb } from './mongodb.ts';
import { mysql } from './mysql.ts';
import { postgresql } from './postgresql.ts';
import { sqlite } from './sqlite.ts';

/** The databases whose errors a mapper or a query builder wraps. */
const DATABASES: readonly MapLibraryValue[] = [postgresql, mysql, sqlite, mongodb];

/** Maps the error of a database driver that another library keeps in the member `name`. */
export function mapDriverError(error: Error, name: string): LibraryMapping | undefined {
  const driverError = readOwn(error, name);
  return isError(driverError) ? firstMapping(DATABASES, driverError) : undefined;
}
