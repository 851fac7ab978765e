import { existsSync } from 'node:fs';
import { REQUIREMENTS } from 'halyard/conformance';
import { describe, expect, it } from 'vitest';
import { HOSTS } from './hosts.ts';

const ALL = Object.values(REQUIREMENTS).flat();

describe('the requirements', () => {
  it('have unique ids', () => {
    expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
  });

  it('have a source that a reader can look up: a section of a standard, a page of Sails, a page of the docs, or ours', () => {
    const known = (source: string): boolean =>
      source.startsWith('docs/')
        ? existsSync(new URL(`../../${source}`, import.meta.url))
        : /^(?:RFC \d+, \d+(?:\.\d+)*|W3C [\w ]+, [\d.]+|Sails 1, res\.serverError\(\)|Sails 0\.9, Default responses|ours)$/.test(source);
    expect(ALL.filter(({ source }) => !source.split('; ').every(known)).map(({ id, source }) => [id, source])).toEqual([]);
  });

  it('have whole sentences of at most 25 words', () => {
    const plain = (sentence: string): boolean => /^[A-Z`]/.test(sentence) && sentence.endsWith('.') && sentence.split(/\s+/).length <= 25;
    const sentencesOf = (text: string): readonly string[] => text.split(/(?<=\.)\s+(?=[A-Z`])/);
    expect(ALL.filter(({ sentence }) => !sentencesOf(sentence).every(plain)).map(({ id, sentence }) => [id, sentence])).toEqual([]);
  });

  it('number more than eighty', () => {
    expect(ALL.length).toBeGreaterThan(80);
  });

  it.each(HOSTS)('have exceptions for $name only under existing ids', ({ except = {} }) => {
    expect(Object.keys(except).filter((id) => !ALL.some((requirement) => requirement.id === id))).toEqual([]);
  });
});
