import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';

const { chromiumPath } = (await import(new URL('../../scripts/chromium.mjs', import.meta.url).href)) as { chromiumPath: () => string | undefined };

const path = chromiumPath();
/** Chromium sends no requests of its own: only the pages under test are loaded. */
const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** One Chromium for the tests of a file, started with these additional switches. Without Chromium, the tests are skipped and the reason is reported. */
export function useChromium(more: readonly string[] = []): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (path !== undefined) browser = await chromium.launch({ executablePath: path, args: [...args, ...more] });
  });
  beforeEach((context) => context.skip(path === undefined, 'there is no Chromium here: install one, or name it in CHROMIUM'));
  afterAll(() => browser?.close());
  return () => browser as Browser;
}

/** The source of axe, evaluated in a page because the page's own policy allows no script. */
export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

export function summaryOf(violations: readonly Violation[]): readonly string[] {
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
