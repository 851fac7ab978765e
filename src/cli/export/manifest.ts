import { existsSync, readFileSync } from 'node:fs';
import { ExportError } from '../../export/model/export-error.ts';

/** A page in the manifest, for a proxy or a script that needs no configuration of Halyard. */
export interface ListedPage {
  /** The path of the file: `pages/502.de.html`. */
  readonly file: string;
  readonly status: number;
  readonly contentType: string;
  readonly language?: string | undefined;
  /** The value of `Content-Security-Policy` for this page. */
  readonly policy?: string | undefined;
  readonly bytes: number;
}

/** What an export has written: `manifest.json`. */
export interface Manifest {
  /** The neutral pages. `undefined`: the last export had a target. */
  readonly pages: readonly ListedPage[] | undefined;
  /** The files by the name of their target, relative to the folder of the manifest. */
  readonly files: Readonly<Record<string, readonly string[]>>;
}

const MADE_BY = 'halyard export';

/**
 * The manifest of an earlier export. It is empty if there is none.
 *
 * @throws ExportError E_EXPORT_FOLDER if the file is of something else
 */
export function readManifest(file: string): Manifest {
  if (!existsSync(file)) return { pages: undefined, files: {} };
  try {
    const { madeBy, pages, files } = JSON.parse(readFileSync(file, 'utf8')) as Manifest & { readonly madeBy?: unknown };
    if (madeBy === MADE_BY && isLists(files)) return { pages, files };
  } catch {
    // It is no manifest of an export.
  }
  throw new ExportError('E_EXPORT_FOLDER', {
    found: `${file}, which no export has written`,
    expected: 'a folder of its own for the export',
    todo: 'Choose another folder with --out. Nothing was changed.',
  });
}

function isLists(value: unknown): value is Manifest['files'] {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every((list) => Array.isArray(list) && list.every((path) => typeof path === 'string'));
}

/** The text of a manifest. The targets are in the order of their names, so that two exports are equal. */
export function manifestText({ pages, files }: Manifest): string {
  const sorted = Object.fromEntries(Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1)));
  return `${JSON.stringify({ madeBy: MADE_BY, pages, files: sorted }, null, 2)}\n`;
}
