import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPackedPage } from '../support/packed-pages.ts';
import { root } from './pack.ts';

const text = readFileSync(join(root, 'llms.txt'), 'utf8');
const entries = Array.from(text.matchAll(/^- \[([^\]]+)\]\(([^)]+)\): (.+)$/gm), ([, title = '', path = '', sentence = '']) => ({ title, path, sentence }));

describe('llms.txt', () => {
  it('has a title, a summary and lists of links, as llmstxt.org defines them', () => {
    expect(text).toMatch(/^# Halyard\n\n> .+\n\n/);
    const lines = text.split('\n').slice(6);
    for (const line of lines) expect(line).toMatch(/^$|^## .+$|^- \[[^\]]+\]\([^)]+\): .+\.$/);
  });

  it.each(readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md') && isPackedPage(`docs/${name}`)))(
    'names docs/%s once: write `- [Title](docs/PAGE.md): One sentence about it.`',
    (name) => {
      expect(entries.filter(({ path }) => path === `docs/${name}`)).toHaveLength(1);
    },
  );

  it.each(entries)('leads to an existing page, with one sentence: $path', ({ path, sentence }) => {
    expect(existsSync(join(root, path))).toBe(true);
    expect(sentence).toMatch(/^[A-Z][^.]*(?:\.\w[^.]*)*\.$/);
  });

  it('names each entry of the package that mounts Halyard on a host', () => {
    const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: Record<string, { default?: string }> };
    for (const [entry, { default: file }] of Object.entries(exports)) if (file?.includes('/adapters/')) expect(text).toContain(`\`halyard${entry.slice(1)}\``);
  });
});
