import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Canary } from '../model/canary.ts';
import { DrillError } from '../model/drill-error.ts';
import type { DrilledApp } from './drilled-app.ts';
import { serveHere } from './own-process.ts';
import { runningServer } from './running-server.ts';
import { AppProcess, rootOf } from './start-app.ts';

interface OpenOptions {
  readonly nodeEnv?: string | undefined;
  readonly timeout?: number | undefined;
  readonly exportName?: string | undefined;
  readonly token: string;
  readonly key: string;
  readonly canaries: readonly Canary[];
  /** The exercises reach no logger and no reporter of the app. */
  readonly isSilent?: boolean | undefined;
}

/** Starts the app of an entry in a process of its own, or serves an app of this process. */
export async function openApp(
  entry: unknown,
  { nodeEnv = 'production', timeout = 30_000, exportName, token, key, canaries, isSilent }: OpenOptions,
): Promise<DrilledApp> {
  const address = addressOf(entry);
  if (address !== undefined) return runningServer(address);
  const path = pathOf(entry);
  if (path === undefined) return serveHere(entry, { token, canaries });
  mustBeFile(path);
  const environment = { DRILL_API_KEY: canaries.find(({ place }) => place === 'environment')?.value ?? '' };
  return AppProcess.start({
    entry: path,
    root: rootOf(path),
    exportName,
    nodeEnv,
    secret: `${token}.${key}${isSilent ? '.silent' : ''}`,
    environment,
    canaries,
    timeout,
  });
}

/** An entry as a person reads it: its path, relative to the working directory. */
export function nameOfEntry(entry: unknown): string {
  const address = addressOf(entry);
  if (address !== undefined) return address.origin;
  const path = pathOf(entry);
  if (path === undefined) return 'the app of this process';
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

/** The address of a running server. */
function addressOf(entry: unknown): URL | undefined {
  if (entry instanceof URL) return entry.protocol === 'file:' ? undefined : entry;
  return typeof entry === 'string' && /^https?:\/\//i.test(entry) && URL.canParse(entry) ? new URL(entry) : undefined;
}

/** The absolute path of a module. `undefined`: the entry is an app. */
function pathOf(entry: unknown): string | undefined {
  if (entry instanceof URL) return fileURLToPath(entry);
  if (typeof entry !== 'string') return undefined;
  return entry.startsWith('file:') ? fileURLToPath(entry) : resolve(entry);
}

function mustBeFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile()) return;
  throw new DrillError('E_DRILL_ENTRY', {
    found: `${path}, which ${found === undefined ? 'does not exist' : 'is no file'}`,
    expected: 'the file of your app that exports it or starts its server, or the address of a development server',
    todo: 'halyard drill ./server.js',
  });
}
