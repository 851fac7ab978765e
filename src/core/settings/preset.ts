import type { Format } from '../formats/format.ts';
import type { IncomingRequest } from '../ports/request.ts';
import type { DefinedResponse } from '../responses/define-response.ts';

/** Answers in the words of somebody else: formats and the meaning of arguments, chosen at start. Nothing in the core asks which one it is. */
export interface Preset {
  /** `sails-1` */
  readonly name: string;
  /** Each in the place of ours of its media type, in the order of preference. Ours of other media types come after them. */
  readonly formats: readonly Format[];
  /** In the place of the built-in ones of these names; an app's own come before them. */
  readonly responses: Readonly<Record<string, DefinedResponse<readonly never[]>>>;
  /** The format whatever Accept says, where the option `format` says nothing. */
  readonly format?: (request: IncomingRequest) => string | undefined;
  /** The status with which a browser's form is sent back. Default: 303. */
  readonly redirectStatus?: 302 | 303;
}

/** The presets of `halyard/presets` that a host of Node knows by name. */
export type PresetName = 'sails-1' | 'sails-0.9';
