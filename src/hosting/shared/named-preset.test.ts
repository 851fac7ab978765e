import { describe, expect, it } from 'vitest';
import type { Options } from '../../core/settings/options.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { sails1, sails09 } from '../../presets/index.ts';
import { nodeSettings } from '../node/node-settings.ts';
import { withNamedPreset } from './named-preset.ts';

describe('a preset by name', () => {
  it.each([
    ['sails-1', sails1],
    ['sails-0.9', sails09],
  ] as const)('%s is the value of halyard/presets', (name, preset) => {
    expect(withNamedPreset({ preset: name, home: '/start' })).toEqual({ preset, home: '/start' });
    expect(preset.name).toBe(name);
  });

  it('is not needed if the value is passed', () => {
    const options: Options = { preset: sails1 };
    expect(withNamedPreset(options)).toBe(options);
  });

  it.each(['sails', 'sails-2', 'constructor', ''])('is refused if it is unknown, and the error lists the names: %j', (preset) => {
    const mount = () => nodeSettings({ preset: preset as never });
    expect(mount).toThrow(HalyardError);
    expect(mount).toThrow(/E_OPTION: .*preset.*'sails-1' or 'sails-0.9'/s);
  });
});
