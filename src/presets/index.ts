/** `halyard/presets`: the default responses of Sails, as values for the option `preset`. On Node the option also takes their names. */
export type { Preset } from '../core/settings/preset.ts';
export { sails09 } from './sails-0-9.ts';
export { sails1 } from './sails-1.ts';
