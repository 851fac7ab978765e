/** `halyard/presets`: the words of Sails' pages, as values for the option `preset`. On Node their names do as well. */
export type { Preset } from '../core/settings/preset.ts';
export { sails09 } from './sails-0-9.ts';
export { sails1 } from './sails-1.ts';
