import { describe, expect, it } from 'vitest';
import { isPrefetch } from './prefetch.ts';

describe('isPrefetch', () => {
  it.each<[Readonly<Record<string, string>>, boolean]>([
    [{ 'sec-purpose': 'prefetch' }, true],
    [{ 'sec-purpose': 'prefetch;prerender' }, true],
    [{ purpose: 'Prefetch' }, true],
    [{ 'x-sec-purpose': 'prefetch' }, true],
    [{ 'x-moz': 'prefetch' }, true],
    [{ purpose: 'preview' }, true],
    [{ 'x-purpose': 'preview' }, true],
    [{ purpose: 'shopping' }, false],
    [{}, false],
  ])('for the fields %j is %s', (fields, ahead) => {
    expect(isPrefetch({ header: (name) => fields[name] })).toBe(ahead);
  });
});
