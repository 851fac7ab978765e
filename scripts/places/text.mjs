// What the checks of places and `npm run new:…` share: names, and lines in files.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Stands wherever a person has to write something. A check refuses it in the source, the tests, the examples and the pages. */
export const TO_BE_WRITTEN = 'TO BE WRITTEN';

/**
 * A place in a list that a thing of the package has to stand in.
 * @typedef {object} Place
 * @property {string} file The file, from the root.
 * @property {(text: string) => boolean} holds Is the thing there?
 * @property {string} line What to write.
 * @property {(text: string) => string | undefined} [insert] The text with the line in it. `undefined`: the place for it was not found.
 */

export function camelCase(name) {
  return name.replace(/-([a-z\d])/g, (_, letter) => letter.toUpperCase());
}

export function kebabCase(name) {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The text of a file, or nothing. */
export function textOf(root, file) {
  const path = join(root, file);
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : '';
}

/** The names in a folder, without tests. */
export function sourcesIn(root, folder) {
  const path = join(root, folder);
  return existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.ts') && !/\.test(?:-d)?\.ts$/.test(name)) : [];
}

/** The texts of all files in a folder and below whose name fits. */
export function textsIn(root, folder, fits = /\.(?:m?[jt]s)$/) {
  return pathsIn(join(root, folder))
    .filter((path) => fits.test(path))
    .map((path) => readFileSync(path, 'utf8'));
}

/** Every file below the folder, without installed packages, which are a hundred times as many. */
function pathsIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : pathsIn(path);
    return [path];
  });
}

/** Puts a line among those that fit the pattern, before the first that comes after it by its key. */
export function sortedInto(text, pattern, line, keyOf = (one) => one) {
  const lines = text.split('\n');
  const fitting = lines.flatMap((one, index) => (pattern.test(one) ? [index] : []));
  if (fitting.length === 0) return undefined;
  const at = fitting.find((index) => keyOf(lines[index]) > keyOf(line)) ?? fitting.at(-1) + 1;
  return lines.toSpliced(at, 0, line).join('\n');
}

/** Puts a line after the last one that fits the pattern. */
export function insertedAfter(text, pattern, line) {
  const lines = text.split('\n');
  const at = lines.findLastIndex((one) => pattern.test(one));
  return at === -1 ? undefined : lines.toSpliced(at + 1, 0, line).join('\n');
}

/** `./not-found.ts` of an import or an export. */
export function moduleOf(line) {
  return /'([^']+)'/.exec(line)?.[1] ?? '';
}
