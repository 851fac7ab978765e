import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { ExportError } from '../../export/model/export-error.ts';
import type { ExportedFile } from '../../export/model/export-target.ts';
import { type Manifest, manifestText, readManifest } from './manifest.ts';

/** The files of one export, by the name of their target. Their paths are relative to the output folder. */
export type ExportedTargets = ReadonlyMap<string, readonly ExportedFile[]>;

const MANIFEST = 'manifest.json';

/**
 * The folder that an export writes into. It may have other files: an export replaces and removes only the files that an earlier export has written.
 */
export class OutputFolder {
  readonly path: string;
  readonly #before: Manifest;

  /** @throws ExportError E_EXPORT_FOLDER if the folder is a file, or has a manifest.json of something else */
  constructor(path: string) {
    this.path = path;
    if (dirname(path) === path) throw refused(`${path}, which is the whole disk`, 'a folder of its own for the export');
    if (existsSync(path) && !lstatSync(path).isDirectory() && !isLinkToFolder(path)) throw refused(`${path}, which is a file`);
    this.#before = readManifest(join(path, MANIFEST));
  }

  /**
   * Writes the files of the targets, and removes those of an earlier export that are not among them. All files are written beside their places first, so that
   * an export that fails leaves the old ones.
   *
   * @returns the files that were removed
   * @throws ExportError E_EXPORT_FOLDER if a file that no export has written would be replaced, or if a file cannot be written
   */
  write(targets: ExportedTargets, pages: Manifest['pages']): readonly string[] {
    const files = [...targets.values()].flat();
    const known = new Set(Object.values(this.#before.files).flat());
    for (const { path } of files) this.#mustBeFree(path, known);
    const written = new Set(files.map(({ path }) => path));
    const earlier = Object.entries(this.#before.files).filter(([name]) => targets.has(name));
    const stale = earlier.flatMap(([, paths]) => paths).filter((path) => !written.has(path) && this.#isOwn(path));
    const lists = { ...this.#before.files, ...Object.fromEntries([...targets].map(([name, list]) => [name, list.map(({ path }) => path)])) };
    const manifest = { path: MANIFEST, content: manifestText({ pages: pages ?? this.#before.pages, files: lists }) };
    try {
      this.#replace([...files, manifest]);
      for (const path of stale) this.#remove(path);
    } catch (error) {
      throw refused(`${this.path}, in which a file cannot be written: ${(error as Error).message}`);
    }
    return stale;
  }

  #replace(files: readonly ExportedFile[]): void {
    mkdirSync(this.path, { recursive: true });
    const unfinished = mkdtempSync(join(this.path, '.unfinished-'));
    try {
      for (const [index, { content }] of files.entries()) writeFileSync(join(unfinished, String(index)), content);
      for (const [index, { path }] of files.entries()) {
        mkdirSync(dirname(join(this.path, path)), { recursive: true });
        renameSync(join(unfinished, String(index)), join(this.path, path));
      }
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  }

  /** Removes a file, and the folders that are empty then. */
  #remove(path: string): void {
    rmSync(join(this.path, path), { force: true });
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
      const full = join(this.path, folder);
      if (!existsSync(full)) continue;
      if (readdirSync(full).length > 0) return;
      rmdirSync(full);
    }
  }

  #mustBeFree(path: string, known: ReadonlySet<string>): void {
    const link = this.#linkAbove(path);
    if (link !== undefined) throw refused(`${join(this.path, link)}, which is a link or a file`, 'a folder of its own for the files of the target');
    const found = lstatSync(join(this.path, path), { throwIfNoEntry: false });
    if (found === undefined || (known.has(path) && found.isFile())) return;
    throw refused(`${join(this.path, path)}, which no export has written`, 'a folder of its own for the export');
  }

  /** The first folder of a path that exists and is no folder. Nothing is written through a link, because it may lead to the files of somebody else. */
  #linkAbove(path: string): string | undefined {
    const parts = dirname(path).split('/');
    const folders = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
    return folders.find((folder) => lstatSync(join(this.path, folder), { throwIfNoEntry: false })?.isDirectory() === false);
  }

  /** Whether a path of the earlier manifest is a file in this folder. Somebody may have edited the manifest. */
  #isOwn(path: string): boolean {
    const parts = path.split('/');
    if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes(sep) || part.includes('\\'))) return false;
    return this.#linkAbove(path) === undefined && lstatSync(join(this.path, path), { throwIfNoEntry: false })?.isFile() === true;
  }
}

function isLinkToFolder(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}

function refused(found: string, expected = 'a folder that an export may write into'): ExportError {
  return new ExportError('E_EXPORT_FOLDER', { found, expected, todo: 'Choose another folder with --out. Nothing was changed.' });
}
