import { readFileSync } from 'node:fs';
import { EXIT } from './command.ts';

/** Writes the version of the package. */
export function printVersion(): number {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { readonly version: string };
  process.stdout.write(`${version}\n`);
  return EXIT.done;
}
