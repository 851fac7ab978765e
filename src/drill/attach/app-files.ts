import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { errorRecord } from '../../core/values/error-reading.ts';
import { appFolders } from '../../development/frames/app-folders.ts';
import { framesOf } from '../../development/frames/frames-of.ts';
import { templatePlace } from '../../development/frames/template-place.ts';
import type { FailedPlace } from '../model/answer.ts';

const MAX_FILES = 5_000;

/** The files of the app that responses and views come from. Paths are relative to the folder of the app, with `/`. */
export class AppFiles {
  readonly root: string;
  readonly #views = new Map<string, string | undefined>();
  #viewFiles: readonly string[] | undefined;
  #responses: readonly string[] | undefined;

  constructor(root: string) {
    this.root = root;
  }

  /** The file of a view: `views/404.ejs` for `404`. */
  viewNamed(name: string): string | undefined {
    if (!this.#views.has(name)) {
      this.#viewFiles ??= filesIn(this.root, 'views');
      this.#views.set(
        name,
        this.#viewFiles.find((file) => withoutExtension(file) === `views/${name}`),
      );
    }
    return this.#views.get(name);
  }

  /** The views that are named after a status: `404`, `5xx`. */
  statusViews(): readonly { readonly name: string; readonly file: string }[] {
    this.#viewFiles ??= filesIn(this.root, 'views');
    return this.#viewFiles.map((file) => ({ name: withoutExtension(file).slice('views/'.length), file })).filter(({ name }) => /^[1-5](?:\d\d|xx)$/.test(name));
  }

  /** The file of an own response: `api/responses/berthTaken.js`. */
  responseNamed(name: string): string | undefined {
    this.#responses ??= filesIn(this.root, 'api/responses');
    return this.#responses.find((file) => withoutExtension(file) === `api/responses/${name}` && !file.endsWith('.d.ts'));
  }

  /** The message of an error, and the line of the app that it names: of the template, or of the first frame in a file of the app. */
  placeOfError(error: unknown, view?: string): FailedPlace {
    const { message } = errorRecord(error, () => performance.now());
    const thrown = error as Error | null | undefined;
    const template = templatePlace(error, thrown?.message, appFolders());
    if (template !== undefined) return { message, file: this.#relative(template.path) ?? view, line: template.line };
    const frame = framesOf(thrown?.stack, thrown?.message, { excerpts: 0 }).frames.find(({ kind }) => kind === 'app' || kind === 'template');
    return frame?.path === undefined ? { message, file: view } : { message, file: this.#relative(frame.path), line: frame.line };
  }

  #relative(path: string | undefined): string | undefined {
    return path === undefined ? undefined : relative(this.root, path).split(sep).join('/');
  }
}

function withoutExtension(file: string): string {
  return file.slice(0, file.indexOf('.', file.lastIndexOf('/') + 1));
}

/** The files below a folder of the app. A folder that does not exist has none. */
function filesIn(root: string, folder: string): readonly string[] {
  try {
    const found = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return found.slice(0, MAX_FILES).map(({ parentPath, name }) => relative(root, join(parentPath, name)).split(sep).join('/'));
  } catch {
    return [];
  }
}
