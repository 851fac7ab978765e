import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type AssetKind, acceptedType, typeOfFile } from './asset-types.ts';

/** A file that a page loads. */
export interface Asset {
  readonly type: string;
  readonly body: Uint8Array;
}

/** An asset, or why there is none. */
export type Loaded = Asset | { readonly why: string };

/** The folders in which apps keep the files that their pages load. */
const FOLDERS = ['public', 'static', 'assets', 'dist'];
/** The largest asset that is put into a page, and the most for a page, in bytes. A page has to arrive while a server is in trouble. */
const MAX_ASSET = 256 * 1024;
const MAX_ASSETS = 1024 * 1024;

/** Loads each asset of a page once: it asks the app, then looks into the folders of the app. */
export class Assets {
  readonly #known = new Map<string, Promise<Loaded>>();
  readonly #root: string;
  readonly #fetch: (path: string) => Promise<Asset | undefined>;
  #left = MAX_ASSETS;

  constructor(root: string, fetch: (path: string) => Promise<Asset | undefined>) {
    this.#root = root;
    this.#fetch = fetch;
  }

  /** `path` begins with a slash, and may have a query. */
  load(path: string, kind: AssetKind): Promise<Loaded> {
    const key = `${kind} ${path}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const loaded = this.#load(path, kind).then((asset) => this.#bounded(asset));
    this.#known.set(key, loaded);
    return loaded;
  }

  async #load(path: string, kind: AssetKind): Promise<Loaded> {
    let why = 'the app has no such file';
    const fetched = await this.#fetch(path).catch((error: unknown) => {
      why = `the app failed: ${error instanceof Error ? error.message : String(error)}`;
      return undefined;
    });
    const type = fetched && acceptedType(fetched.type, kind);
    if (fetched && type !== undefined) return { type, body: fetched.body };
    if (fetched) why = `the app answers with ${fetched.type === '' ? 'no type' : fetched.type}`;
    return (await this.#read(path, kind)) ?? { why };
  }

  async #read(path: string, kind: AssetKind): Promise<Loaded | undefined> {
    const relative = fileOf(path);
    const type = relative === undefined ? undefined : acceptedType(typeOfFile(relative) ?? '', kind);
    if (relative === undefined || type === undefined) return undefined;
    const first = FOLDERS.find((folder) => relative.startsWith(`/${folder}/`));
    const places = [...FOLDERS.map((folder) => join(this.#root, folder, relative)), ...(first === undefined ? [] : [join(this.#root, relative)])];
    for (const place of places) {
      const found = await stat(place).catch(() => undefined);
      if (!found?.isFile() || !(await this.#isInApp(place))) continue;
      if (found.size > MAX_ASSET) return tooLarge(found.size);
      return { type, body: await readFile(place) };
    }
    return undefined;
  }

  /** A link may lead to a file of somebody else, which the app itself does not deliver. */
  async #isInApp(place: string): Promise<boolean> {
    const [file, root] = await Promise.all([realpath(place), realpath(this.#root)]);
    return file.startsWith(root.endsWith(sep) ? root : root + sep);
  }

  #bounded(loaded: Loaded): Loaded {
    if ('why' in loaded) return loaded;
    if (loaded.body.length > MAX_ASSET) return tooLarge(loaded.body.length);
    if (loaded.body.length > this.#left) return { why: `the assets of the page have more than ${MAX_ASSETS / 1024 / 1024} MB` };
    this.#left -= loaded.body.length;
    return loaded;
  }
}

function tooLarge(bytes: number): Loaded {
  return { why: `it has ${Math.ceil(bytes / 1024)} kB, and the most is ${MAX_ASSET / 1024} kB` };
}

/** The path of a file. `undefined` if it could lead out of the folder. */
function fileOf(path: string): string | undefined {
  const [name = ''] = path.split('?', 1);
  try {
    const decoded = decodeURIComponent(name);
    return decoded.includes('\0') || decoded.split(/[/\\]/).includes('..') ? undefined : decoded;
  } catch {
    return undefined;
  }
}

/** The text of a style sheet or a script. Its mark of the byte order is no part of it. */
export function textOfAsset({ body }: Asset): string {
  return new TextDecoder().decode(body);
}

export function dataUrl({ type, body }: Asset): string {
  return `data:${type};base64,${Buffer.from(body).toString('base64')}`;
}
