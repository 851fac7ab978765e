import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The members of a package.json that the commands read. */
export interface Manifest {
  readonly name?: string;
  readonly type?: string;
  readonly main?: string;
  readonly workspaces?: unknown;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** A package.json and its folder. */
export interface Package {
  readonly folder: string;
  readonly manifest: Manifest;
}

/**
 * The nearest package.json at a folder or above it.
 *
 * @throws Error if it is no JSON object; the message names the file
 */
export function nearestPackage(folder: string): Package | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, 'package.json');
    if (existsSync(file)) return { folder: at, manifest: read(file) };
    if (dirname(at) === at) return undefined;
  }
}

function read(file: string): Manifest {
  let value: unknown;
  try {
    // Editors on Windows write a byte order mark.
    value = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message.split('\n', 1)[0]}`, { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${file} holds no JSON object.`);
  return value as Manifest;
}

/** Whether the package names another one among its dependencies. */
export function dependsOn({ dependencies, devDependencies }: Manifest, name: string): boolean {
  return [dependencies, devDependencies].some((list) => typeof list === 'object' && list !== null && Object.hasOwn(list, name));
}
