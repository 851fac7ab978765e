// Every place that a response, a format, a library or a host is missing from.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formatsIn, placesOfFormat } from './formats.mjs';
import { hostsIn, placesOfHost } from './hosts.mjs';
import { librariesIn, placesOfLibrary } from './libraries.mjs';
import { placesOfResponse, responsesIn } from './responses.mjs';
import { TO_BE_WRITTEN, textOf } from './text.mjs';

const KINDS = [
  ['response', responsesIn, placesOfResponse],
  ['format', formatsIn, placesOfFormat],
  ['library', librariesIn, placesOfLibrary],
  ['host', hostsIn, placesOfHost],
];

/** One line for each place that is missing: what is missing where, and what to write. Empty: nothing is. */
export function missingPlaces(root) {
  return [
    ...KINDS.flatMap(([kind, thingsIn, placesOf]) => thingsIn(root).flatMap((thing) => missingOf(root, kind, thing, placesOf(root, thing)))),
    ...unwritten(root),
  ];
}

/** How many of each kind were looked at. */
export function counted(root) {
  return Object.fromEntries(KINDS.map(([kind, thingsIn]) => [kind, thingsIn(root).length]));
}

export function missingOf(root, kind, { name }, places) {
  return places.filter(({ file, holds }) => !holds(textOf(root, file))).map(({ file, line }) => `${file} does not have the ${kind} "${name}". Write: ${line}`);
}

/** Where `npm run new:…` left something for a person to write. */
function unwritten(root) {
  const files = ['src', 'tests', 'examples', 'docs'].flatMap((folder) => filesIn(root, folder)).concat('README.md', 'llms.txt');
  return files
    .filter((file) => /\.(?:ts|mts|mjs|js|md|txt|ejs)$/.test(file) && !file.startsWith('tests/package/'))
    .flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (line.includes(TO_BE_WRITTEN) ? [`${file}:${index + 1} is ${TO_BE_WRITTEN}: ${line.trim()}`] : [])),
    );
}

function filesIn(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.name === 'node_modules') return [];
    return statSync(join(root, path)).isDirectory() ? filesIn(root, path) : [path];
  });
}
