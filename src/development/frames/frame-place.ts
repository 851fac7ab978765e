import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownPackage } from './own-package.ts';
import type { FrameKind } from './reported-frame.ts';

/** Where a frame is: the kind of its code, and its file if it is one of this machine. */
export interface FramePlace {
  readonly kind: FrameKind;
  readonly path: string | undefined;
  /** The name to show if there is no path. */
  readonly name: string;
  readonly package?: string;
}

/** The folder of Halyard's package. `undefined` in a bundle. */
const HALYARD = ownPackage();
/** Halyard's own files, in its package and in every other copy. The specs beside its source are not. */
const OUR_FOLDERS = (HALYARD === undefined ? [] : [join(HALYARD, 'dist'), join(HALYARD, 'src')]).map((path) => path.replaceAll('\\', '/').concat('/'));
const OURS = /\/node_modules\/(?:halyard|sails-hook-halyard)\//;
const SPEC = /\.test\.[cm]?[jt]sx?$/;

const SCHEME = /^([a-z][\w+.-]+):/i;
const WEBPACK = /^webpack(?:-internal)?:\/\/(?:\/|[^/]*\/)(?:\([\w-]{1,32}\)\/)?/;
const WINDOWS = /^[A-Za-z]:[\\/]/;
const PACKAGE = /^(?:@[^/]+\/)?[^/]+/;
const PACKAGES = '/node_modules/';

/** The place that V8 names in a frame: a path, a URL, or a name. */
export function framePlace(place: string): FramePlace {
  if (place === '') return { kind: 'node', path: undefined, name: '<anonymous>' };
  const scheme = WINDOWS.test(place) ? undefined : SCHEME.exec(place)?.[1]?.toLowerCase();
  if (scheme === 'node') return { kind: 'node', path: undefined, name: place };
  if (scheme === 'file') return byPath(pathOfUrl(place), place);
  if (scheme === 'webpack' || scheme === 'webpack-internal') return byName(withoutQuery(place.replace(WEBPACK, '')));
  if (scheme === 'data') return { kind: 'app', path: undefined, name: 'data:…' };
  if (scheme !== undefined) return { kind: 'dependency', path: undefined, name: place };
  if (place.startsWith('internal/')) return { kind: 'node', path: undefined, name: `node:${place}` };
  return isAbsolute(place) ? byPath(resolve(withoutQuery(place)), place) : byName(place);
}

/** The place of a source that a map names. */
export function sourcePlace(path: string | undefined, name: string): FramePlace {
  return path === undefined ? framePlace(name) : byPath(path, name);
}

function byPath(path: string | undefined, name: string): FramePlace {
  if (path === undefined) return byName(name);
  const found = byName(path);
  return { ...found, path };
}

/** A file by its name alone, such as one of Windows on another system. */
function byName(name: string): FramePlace {
  const plain = name.replaceAll('\\', '/');
  // A bundler names its sources relative to the app: node_modules/halyard/dist/index.js
  const rooted = `/${plain}`;
  if (OURS.test(rooted) || isInOurFolders(plain)) return { kind: 'halyard', path: undefined, name };
  const at = rooted.lastIndexOf(PACKAGES);
  const found = at === -1 ? undefined : PACKAGE.exec(rooted.slice(at + PACKAGES.length))?.[0];
  return found === undefined ? { kind: 'app', path: undefined, name } : { kind: 'dependency', path: undefined, name, package: found };
}

/** The path without the query that a bundler adds: `/app/orders.js?t=1717`. */
function withoutQuery(path: string): string {
  const at = path.lastIndexOf('?');
  return at > path.lastIndexOf('/') ? path.slice(0, at) : path;
}

function isInOurFolders(path: string): boolean {
  return !SPEC.test(path) && OUR_FOLDERS.some((folder) => path.startsWith(folder));
}

function pathOfUrl(url: string): string | undefined {
  try {
    return fileURLToPath(new URL(url));
  } catch {
    return undefined;
  }
}
