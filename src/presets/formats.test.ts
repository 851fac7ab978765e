import { describe, expect, it } from 'vitest';
import type { Options } from '../core/settings/options.ts';
import { settingsOf } from '../core/settings/settings.ts';
import { nodeEnvironment } from '../hosting/node/node-environment.ts';
import { sails1, sails09 } from './index.ts';

describe('the formats of a preset', () => {
  const named = (options: Options): readonly string[] => settingsOf(options, nodeEnvironment()).negotiation.formats.map(({ name }) => name);

  it.each([sails1, sails09])('replace the built-in formats by media type, and remove none: $name', (preset) => {
    expect(named({ preset })).toEqual(['json', 'problem', 'html', 'text', 'markdown', 'events']);
    expect(new Set(named({ preset }))).toEqual(new Set(named({})));
  });

  it('come before the built-in formats of all other media types', () => {
    const own = { name: 'mine', mediaType: 'text/markdown', render: () => undefined };
    expect(named({ preset: { name: 'mine', formats: [own], responses: {} } })).toEqual(['mine', 'problem', 'json', 'html', 'text', 'events']);
  });

  it("are replaced by the app's own, and by what it switches off", () => {
    const own = { name: 'mine', mediaType: 'application/json', render: () => undefined };
    expect(named({ preset: sails1, formats: [own], sse: false })).toEqual(['mine', 'json', 'problem', 'html', 'text', 'markdown']);
  });
});
