import { readFileSync, statSync } from 'node:fs';
import type { Maintenance, Outage } from '../core/ports/maintenance.ts';
import { HalyardError } from '../core/values/errors.ts';
import { type Bypass, bypassOf } from './bypass.ts';
import { exemptPaths, HEALTH_PATHS } from './exempt-paths.ts';
import { maintenanceFile } from './file-path.ts';
import { DEFAULT_RETRY, MAX_FILE, type OutageFile, parseOutage, retryAfter } from './outage-file.ts';
import { ABSENT, type Reader, watchFile } from './watch-file.ts';
import { witness } from './witness.ts';

export type { Maintenance, Outage } from '../core/ports/maintenance.ts';

/** The method of what comes over a socket. Its client chooses the name of the event, and the path of the socket, so no such name or path is exempt. */
const MESSAGE = 'MESSAGE';

/** The options of `maintenance()`. */
export interface MaintenanceOptions {
  /** The file that closes the app. Default: `.halyard/maintenance.json` in the folder of your package.json. `HALYARD_MAINTENANCE_FILE` wins over it. */
  readonly file?: string | undefined;
  /** The folder of the app. Default: the folder in which the process was started. */
  readonly root?: string | undefined;
  /**
   * The paths that stay open: `/health` is this path, and `/health/*` each path below it.
   * Default: `/health`, `/healthz`, `/livez`, `/ready` and `/readyz`.
   */
  readonly exempt?: readonly string[] | undefined;
}

/**
 * Takes the app out of service while the maintenance file exists. `npx halyard down` writes the file, and `npx halyard up` removes it. Every process that
 * watches the file answers each request with a 503, before a handler of the app runs.
 *
 * @param options The file, the folder of the app, and the paths that stay open.
 * @returns The value for the option `maintenance`.
 * @throws HalyardError `E_OPTION` if an option cannot be used.
 *
 * @example
 * import { maintenance } from 'halyard/maintenance';
 *
 * halyard(app, { maintenance: maintenance({ exempt: ['/health', '/status/*'] }) });
 */
export function maintenance(options: MaintenanceOptions = {}): Maintenance {
  const { file, root, exempt = HEALTH_PATHS } = checked(options);
  const isExempt = exemptPaths(exempt);
  const state = new WatchedOutage(maintenanceFile({ file, root }), exempt);
  return {
    meets(request) {
      const { outage, bypass } = state;
      if (outage === undefined) return undefined;
      const link = bypass?.opens(request);
      if (link !== undefined) return link;
      if ((request.method !== MESSAGE && isExempt(request.url)) || bypass?.lets(request)) return undefined;
      return { retryAfter: retryAfter(outage, Date.now()), message: outage.message } satisfies Outage;
    },
  };
}

/** The outage in the file, as this process knows it. */
class WatchedOutage implements Reader {
  /** `undefined`: the app is in service. */
  outage: OutageFile | undefined;
  bypass: Bypass | undefined;
  readonly #file: string;
  readonly #exempt: readonly string[];
  #warning = '';
  #witnessed: string | undefined;

  constructor(file: string, exempt: readonly string[]) {
    this.#file = file;
    this.#exempt = exempt;
    // A process that starts during an outage is closed from its first request.
    watchFile(file, this, this.read());
  }

  read(): boolean {
    try {
      const stats = statSync(this.#file);
      if (!stats.isFile()) throw new Error('it is not a file');
      if (stats.size > MAX_FILE) throw new Error(`it has more than ${MAX_FILE} bytes`);
      this.#set(parseOutage(readFileSync(this.#file, 'utf8')));
      this.#warning = '';
      return true;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== undefined && ABSENT.includes(code)) {
        this.#set(undefined);
        return true;
      }
      // Somebody wanted to close the app. To open it because of a mistake in the file would be worse.
      this.#set({ retry: DEFAULT_RETRY });
      this.#warn(code === undefined ? message : `it cannot be read (${code})`, isHidden(this.#file));
      return false;
    }
  }

  #set(outage: OutageFile | undefined): void {
    this.outage = outage;
    this.bypass = outage === undefined ? undefined : bypassOf(outage);
    const id = outage?.id;
    if (id !== this.#witnessed) witness(this.#file, id, this.#exempt);
    this.#witnessed = id;
  }

  #warn(reason: string, hidden: boolean): void {
    if (reason === this.#warning) return;
    this.#warning = reason;
    process.emitWarning(
      hidden
        ? `The app is closed, because this process cannot see whether its maintenance file exists: ${reason}. File: ${this.#file}. Let the user of the process enter each folder of this path. The app then opens within a second if there is no file.`
        : `The app is closed, but its maintenance file cannot be used: ${reason}. File: ${this.#file}. Run "npx halyard up" to open the app, or "npx halyard down" to write the file again, as a user whose files this process may read.`,
      { type: 'HalyardMaintenance' },
    );
  }
}

/** Whether this process may not enter a folder above the file, so that it cannot know if the file exists. */
function isHidden(file: string): boolean {
  try {
    statSync(file);
    return false;
  } catch (error) {
    return ['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

function checked(options: MaintenanceOptions): MaintenanceOptions {
  if (typeof options !== 'object' || options === null) throw wrong('the options', options, 'an object, such as { exempt: ["/health"] }');
  const unknown = Object.keys(options).find((name) => !['file', 'root', 'exempt'].includes(name));
  if (unknown !== undefined) throw new HalyardError('E_OPTION_UNKNOWN', { found: `"${unknown}" in maintenance()`, expected: 'one of file, root, exempt' });
  for (const name of ['file', 'root'] as const) {
    const value = options[name];
    if (value !== undefined && (typeof value !== 'string' || value === '')) throw wrong(`\`${name}\``, value, 'a path');
  }
  return options;
}

function wrong(name: string, value: unknown, expected: string): HalyardError {
  return new HalyardError('E_OPTION', { found: `${JSON.stringify(value) ?? String(value)} as ${name} of maintenance()`, expected });
}
