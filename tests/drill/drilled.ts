import { fileURLToPath } from 'node:url';
import type { drill as Drill } from '../../src/drill/run/drill.ts';

/** The drill of the built package, as the bin runs it. */
export const { drill } = (await import(new URL('../../dist/drill/run/drill.js', import.meta.url).href)) as { readonly drill: typeof Drill };

/** The path of an example app. */
export function example(path: string): string {
  return fileURLToPath(new URL(`../../examples/${path}`, import.meta.url));
}

// The examples seal the flash of a form with it.
process.env['FLASH_SECRET'] ??= 'a secret of the drill, 123456789012345678';
