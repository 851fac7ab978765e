import { resolve } from 'node:path';
import { EXIT } from '../command.ts';
import type { Language } from '../generate/response-file.ts';
import { appFiles } from './app-files.ts';
import { appName } from './app-name.ts';
import type { HostTemplate } from './host-template.ts';
import { install } from './install.ts';
import { confirm, isTerminal } from './questions.ts';
import { summary } from './summary.ts';
import { obstacle, writeApp } from './write-app.ts';

/** What the user asked for. */
export interface Wanted {
  /** The name, or a path that ends in it, or `.`. */
  readonly typed: string;
  readonly host: HostTemplate;
  readonly language: Language;
  /** Whether npm installs the packages. `undefined`: ask at a terminal, and install nothing elsewhere. */
  readonly install: boolean | undefined;
  /** The release of Halyard, or the path of a package. */
  readonly halyard: string | undefined;
}

/** Makes the app. Returns the exit code. */
export async function makeApp({ typed, host, language, install: wantsInstall, halyard }: Wanted): Promise<number> {
  const folder = resolve(typed);
  const found = appName(typed, folder, ['halyard', 'tsx', 'typescript', ...host.dependencies]);
  if ('problem' in found) return fail(found.problem, EXIT.misused);
  const problem = obstacle(folder);
  if (problem !== undefined) return fail(problem);
  const app = { name: found.name, language, strips: stripsTypes(process.versions.node) };
  try {
    writeApp(folder, appFiles(app, host, { folder, halyard }));
  } catch (error) {
    return fail(`The app cannot be written: ${(error as Error).message}`);
  }
  const installs = wantsInstall ?? (isTerminal() && (await confirm(`${app.name} is written. Run npm install now?`)));
  const isInstalled = installs && (await install(folder));
  process.stdout.write(summary(app, host, { shown: typed, isInstalled }));
  if (installs && !isInstalled) return fail('npm install failed. The app is written: repair the cause, and run npm install in its folder.');
  return EXIT.done;
}

/** Whether this Node starts TypeScript without a package: 22.18 and newer, and 24. */
export function stripsTypes(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major >= 24 || (major === 22 && minor >= 18);
}

function fail(problem: string, code: number = EXIT.failed): number {
  process.stderr.write(`halyard: ${problem}\n`);
  return code;
}
