import type { Format } from '../formats/format.ts';
import type { DevelopmentPage } from '../ports/page-choice.ts';
import type { IncomingRequest } from '../ports/request.ts';
import type { DefinedResponse } from '../responses/define-response.ts';

/** A set of formats and responses that answers as another framework does. It is chosen at start. The core does not depend on which one it is. */
export interface Preset {
  /** The name of the preset: `sails-1`. */
  readonly name: string;
  /** The preset's formats, in the order of preference. Each replaces the built-in format of its media type. The other built-in formats follow. */
  readonly formats: readonly Format[];
  /** Responses that replace the built-in ones of the same names. The app's own responses come before them. */
  readonly responses: Readonly<Record<string, DefinedResponse<readonly never[]>>>;
  /** Chooses the format by its name, whatever the client accepts, if the option `format` chooses none. */
  readonly format?: (request: IncomingRequest) => string | undefined;
  /** The status of the redirect after a browser's form. Default: 303. */
  readonly redirectStatus?: 302 | 303;
  /** The default of the option `developmentPage`. */
  readonly developmentPage?: DevelopmentPage;
}

/** The presets of `halyard/presets` that a Node host finds by name. */
export type PresetName = 'sails-1' | 'sails-0.9';
