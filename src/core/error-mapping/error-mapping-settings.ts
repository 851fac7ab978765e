import type { ResponseTable } from '../responses/response-table.ts';
import type { MapLibraryValue } from '../values/library-mapping.ts';
import type { ErrorRules } from './error-rules.ts';

/** The settings that error mapping needs. */
export interface ErrorMappingSettings {
  readonly responses: ResponseTable;
  /** The app's own mapping: the option `errors`. `undefined`: the app has none. */
  readonly rules: ErrorRules | undefined;
  /** Whether the failure of an outgoing call is a 502 or a 504: the option `upstream`. */
  readonly upstream: boolean;
  /** Maps the errors and validation results of other libraries. `undefined`: no library mapping is installed. */
  readonly mapLibraryValue: MapLibraryValue | undefined;
}
