import { describe, expect, it } from 'vitest';
import { drill } from './drilled.ts';
import { MutatedApp } from './mutated/mutated-app.ts';
import { MUTATIONS, type Mutation } from './mutated/mutations.ts';

/** A part of the responses is enough: with all of them, the drill sees more. */
const ONLY = ['notFound', 'serverError', 'serviceUnavailable'];

/** The codes of the leaks that the drill reports for an app with this mutation. */
async function leaksOf(mutation?: Mutation): Promise<readonly string[]> {
  const app = new MutatedApp(mutation);
  try {
    const { findings, played } = await drill(app.entry, { only: ONLY });
    expect(played.length).toBeGreaterThan(50);
    return [...new Set(findings.map(({ code }) => code))].filter((code) => mutation === undefined || code.startsWith('leak'));
  } finally {
    app.remove();
  }
}

describe('a drill of an app with one changed line in the code that decides what a client sees', () => {
  it('finds nothing if no line is changed', async () => {
    expect(await leaksOf()).toEqual([]);
  }, 120_000);

  it.concurrent.each(MUTATIONS)(
    'reports a leak: $what',
    async (mutation) => {
      const found = await leaksOf(mutation);
      expect(found).toContain(/^core\/(?:report|values)\//.test(mutation.file) ? 'leak-in-log' : 'leak');
    },
    120_000,
  );
});
