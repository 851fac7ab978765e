import { readdir } from 'node:fs/promises';
import { parse } from 'node:path';
import { BUILT_IN } from '../../core/responses/built-in-responses.ts';
import { startLines } from '../../load/found-files.ts';
import { type LoadedFile, loadFiles } from './load-in-worker.ts';

/** A response of an app, as `halyard responses` lists it. */
export interface ListedResponse {
  readonly name: string;
  /** `null`: a function of the app that replaces no built-in response, or a broken file. Its status is known only when it answers. */
  readonly status: number | null;
  readonly title: string | null;
  readonly kind: 'built-in' | 'own' | 'overridden' | 'broken';
  /** The name of the file in the folder of the responses. */
  readonly file: string | null;
  readonly error: string | null;
}

/** The responses of an app. */
export interface ResponseList {
  readonly responses: readonly ListedResponse[];
  /** Whether the folder of the responses exists. */
  readonly hasFolder: boolean;
  /** Files whose name does something else than their author probably expects. */
  readonly hints: readonly string[];
}

/**
 * Lists the built-in responses and those of a folder. The app is not started. Only the response files are loaded.
 *
 * @throws Error if the folder cannot be read
 */
export async function listResponses(folder: string): Promise<ResponseList> {
  const entries = await entriesOf(folder);
  const files = entries === undefined ? [] : await loadFiles(folder, entries);
  const own = new Map<string, ListedResponse>();
  const broken: ListedResponse[] = [];
  files.forEach((loaded, index) => {
    const file = entries?.[index] as string;
    const other = loaded.name === undefined ? undefined : own.get(loaded.name)?.file;
    if (loaded.error !== undefined) broken.push(brokenFile(file, loaded.error));
    else if (other) broken.push(brokenFile(file, `There is ${other} beside it. Remove one of them.`));
    else if (loaded.name !== undefined) own.set(loaded.name, listed(loaded.name, loaded, file));
  });
  const builtIn = BUILT_IN.filter(({ name }) => !own.has(name as string)).map(({ name, status, title }) => row(name as string, status, title, 'built-in'));
  const responses = [...builtIn, ...own.values(), ...broken].sort((a, b) => (a.status ?? 1_000) - (b.status ?? 1_000) || a.name.localeCompare(b.name));
  return { responses, hasFolder: entries !== undefined, hints: hintsFor([...own.keys()]) };
}

async function entriesOf(folder: string): Promise<readonly string[] | undefined> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function listed(name: string, { status, title }: LoadedFile, file: string): ListedResponse {
  const builtIn = BUILT_IN.find((one) => one.name === name);
  return row(name, status ?? builtIn?.status ?? null, title ?? builtIn?.title ?? null, builtIn === undefined ? 'own' : 'overridden', file);
}

function brokenFile(file: string, error: string): ListedResponse {
  return { ...row(parse(file).name, null, null, 'broken', file), error };
}

function row(name: string, status: number | null, title: string | null, kind: ListedResponse['kind'], file: string | null = null): ListedResponse {
  return { name, status, title, kind, file, error: null };
}

function hintsFor(names: readonly string[]): readonly string[] {
  const none = { names: [], folder: undefined, misnamed: [] };
  return startLines({ names, folder: undefined }, none).flatMap(([level, line]) => (level === 'warn' ? [line.replace('halyard: the', 'The')] : []));
}
