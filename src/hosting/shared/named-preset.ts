import type { Options } from '../../core/settings/options.ts';
import type { Preset, PresetName } from '../../core/settings/preset.ts';
import { sails09 } from '../../presets/sails-0-9.ts';
import { sails1 } from '../../presets/sails-1.ts';

const BY_NAME: Readonly<Record<PresetName, Preset>> = { 'sails-1': sails1, 'sails-0.9': sails09 };

/** Replaces the name of a preset in the options by the preset. An unknown name stays, and `checkOptions` refuses it. */
export function withNamedPreset(options: Options): Options {
  const name: unknown = (options as Options | undefined)?.preset;
  if (typeof name !== 'string' || !Object.hasOwn(BY_NAME, name) || !Object.hasOwn(options, 'preset')) return options;
  return { ...options, preset: BY_NAME[name as PresetName] };
}
