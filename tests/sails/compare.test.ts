import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Difference {
  readonly aspect: string;
  readonly plain: unknown;
  readonly hook: unknown;
  readonly reason?: string;
}
interface Result {
  readonly question: { readonly name: string; readonly client: string };
  readonly mode: string;
  readonly differences: readonly Difference[];
}

const folder = new URL('../../scripts/sails-compare/', import.meta.url);
const { compare } = (await import(new URL('compare.mjs', folder).href)) as {
  readonly compare: (options: { readonly modes: readonly string[]; readonly quick: boolean; readonly progress: () => void }) => Promise<readonly Result[]>;
};
const { DECLARED } = (await import(new URL('declared.mjs', folder).href)) as { readonly DECLARED: readonly { readonly reason: string }[] };

describe('an app from the web template of Sails, without and with the hook', () => {
  // `node scripts/sails-compare.mjs` asks all questions. This asks some of each kind.
  it('differs only as declared', async () => {
    const results = await compare({ modes: ['development', 'production'], quick: true, progress: () => {} });
    const open = results.flatMap(({ question, mode, differences }) =>
      differences.filter(({ reason }) => reason === undefined).map(({ aspect, plain, hook }) => ({ mode, ...question, aspect, plain, hook })),
    );
    expect(open).toEqual([]);
    expect(results.length).toBeGreaterThan(150);
    // A comparison that asks nothing, or that finds everything different, would prove nothing.
    expect(results.filter(({ differences }) => differences.length === 0).length).toBeGreaterThan(30);
  }, 300_000);

  it.each(DECLARED.map(({ reason }) => reason))('docs/sails-hook.md says: %s', (reason) => {
    expect(readFileSync(new URL('../../docs/sails-hook.md', import.meta.url), 'utf8')).toContain(`- ${reason} (`);
  });
});
