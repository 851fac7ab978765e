import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect } from 'vitest';
import type { drill as Drill } from '../../src/drill/run/drill.ts';

/** The drill of the built package, as the bin runs it. */
export const { drill } = (await import(new URL('../../dist/drill/run/drill.js', import.meta.url).href)) as { readonly drill: typeof Drill };

/** The path of an example app. */
export function example(path: string): string {
  return fileURLToPath(new URL(`../../examples/${path.replace('nest/dist/', `nest/${COMPILED}/`)}`, import.meta.url));
}

/** The folder of the compiled example of Nest. Each spec file has its own, because several compile at the same time. */
const COMPILED = `dist-${process.pid}`;

/** Compiles the example of Nest before the tests of a file, and removes what was made after them. */
export function compileNestExample(): void {
  const folder = example(`nest/${COMPILED}`);
  beforeAll(() => {
    const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
    const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', example('nest'), '--outDir', folder], { encoding: 'utf8' });
    expect(status, stdout).toBe(0);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

// The examples seal the flash of a form with it.
process.env['FLASH_SECRET'] ??= 'a secret of the drill, 123456789012345678';
