import * as entry from 'halyard';
import { describe, expect, it } from 'vitest';
import { pageAt } from './pages.ts';

const page = pageAt('docs/responses.md');

describe('docs/responses.md', () => {
  it('shows the members of a thrown response', async () => {
    const example = page.blocks.find(({ mark }) => mark === 'example')?.text ?? '';
    const statements = Array.from(example.matchAll(/^(.*error\..*); \/\/ (.*)$/gm), ([, expression, value]) => [expression, value]);
    expect(statements.length).toBeGreaterThan(3);
    const error = entry.notFound('There is no such order');
    for (const [expression, value] of statements) {
      const real = await new Function('error', `return (async () => ${expression})()`)(error);
      expect(real, expression).toEqual(new Function(`return ${value}`)());
    }
  });
});
