import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { MapLibraryValue } from '../../core/values/library-mapping.ts';
import { handleForgotten } from '../../core/values/unawaited-promise.ts';
import { thrownValue } from '../../hosting/shared/thrown-value.ts';
import { mapLibraryValue, mapWithoutBoom } from '../../libraries/map-library-value.ts';
import { noteFields } from './boom-fields.ts';
import { boomOf, canBeBoom, makeBoom } from './boom-marks.ts';
import { type Boom, isBoom } from './internals.ts';

/** Errors that were no Booms when they were thrown. The status 500 of the Boom is not the app's intent. */
const unmarked = new WeakSet<object>();

/** The library mappings of an error, without the members of a Boom that it got after it was thrown. */
export const mapOnHapi: MapLibraryValue = (value) =>
  typeof value === 'object' && value !== null && unmarked.has(value) && readOwn(readOwn(value, 'output'), 'statusCode') === 500
    ? mapWithoutBoom(value)
    : mapLibraryValue(value);

/** The error as hapi accepts it. hapi makes a Boom of each thrown value, and a value that cannot become a Boom ends the process. */
export function asHapiTakesIt(error: unknown): unknown {
  handleForgotten(error);
  if (!canBeBoom(error)) return boomOf(error);
  if (isBoom(error)) {
    noteFields(error);
    return error;
  }
  unmarked.add(error);
  return makeBoom(error);
}

/** The thrown value for the app's listeners, or the Boom if the value is not an Error. */
export function thrownError(boom: Boom): Error {
  const value = thrownValue(boom);
  return isError(value) ? value : boom;
}
