import { halyardVersion } from '../drill/run/version.ts';
import { EXIT } from './command.ts';

/** Writes the version of the package. */
export function printVersion(): number {
  process.stdout.write(`${halyardVersion()}\n`);
  return EXIT.done;
}
