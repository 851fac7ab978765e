// Where a library whose errors are mapped has to stand. A library is a file in a room of src/libraries/.
import { camelCase, insertedAfter, moduleOf, sortedInto, sourcesIn, TO_BE_WRITTEN, textOf, textsIn } from './text.mjs';

const FOLDER = 'src/libraries';
export const LIBRARY_ROOMS = ['body-parsers', 'clients', 'databases', 'frameworks', 'validators'];

/** Files of a room that several libraries need. */
const SHARED = [
  'anchor-rules.ts',
  'conflicts.ts',
  'driver-errors.ts',
  'flattened.ts',
  'issue-of.ts',
  'named-entries.ts',
  'nest-issues.ts',
  'nest-messages.ts',
  'nest-pipes.ts',
  'nest-uploads.ts',
  'rule-messages.ts',
  'validation.ts',
  'validator-error.ts',
];

/** What the pages call a library, where that is not the name of its file. */
const CALLED = { 'any-issues': 'standard schema', upstream: 'axios', adonis: 'adonisjs', outgoing: 'econnrefused' };

/** In the pages' tables, the row that one of this room comes after. */
const NEIGHBOURS = {
  'body-parsers': /^\| multer /,
  clients: /^\| Feathers /,
  databases: /^\| Mongoose /,
  frameworks: /^\| Feathers /,
  validators: /^\| express-validator /,
};

export function librariesIn(root) {
  return LIBRARY_ROOMS.flatMap((room) => sourcesIn(root, `${FOLDER}/${room}`).map((file) => ({ room, file, name: file.replace('.ts', '') }))).filter(
    ({ file }) => !SHARED.includes(file),
  );
}

/** @returns {import('./text.mjs').Place[]} */
export function placesOfLibrary(root, { room, name, file = `${name}.ts` }) {
  const constant = camelCase(name);
  const validates = room === 'validators';
  const [list, path] = validates ? [`${FOLDER}/validators/validation.ts`, `./${file}`] : [`${FOLDER}/map-library-value.ts`, `./${room}/${file}`];
  const imported = `import { ${constant} } from '${path}';`;
  const called = CALLED[name] ?? name;
  // Waterline validates, and is a database: it stands in the other list.
  const lists = [`${FOLDER}/validators/validation.ts`, `${FOLDER}/map-library-value.ts`];
  const named = new RegExp(`\\b${constant}\\b`);
  return [
    {
      file: list,
      holds: () => lists.some((one) => named.test(textOf(root, one).replace(/^import .*$/gm, ''))),
      line: `${imported} and ${constant} in the list`,
      insert(text) {
        const listed = validates
          ? text.replace(/(VALIDATION_MAPPINGS[^=]*= \[[^\]]*?)(\s+)flattened\b/, `$1$2${constant},$2flattened`)
          : text.replace(/(ERROR_MAPPINGS[^=]*= \[[^\]]*?)(\n\])/, `$1\n  ${constant},$2`);
        return listed === text ? undefined : sortedInto(listed, /^import \{ \w+ \} from '\.\//, imported, moduleOf);
      },
    },
    {
      file: validates ? 'docs/validation.md' : 'docs/other-errors.md',
      holds: () =>
        ['docs/validation.md', 'docs/other-errors.md'].some((page) =>
          textOf(root, page).toLowerCase().replaceAll('-', '').includes(called.replaceAll('-', '')),
        ),
      line: `a row of the table: | ${name} | ${TO_BE_WRITTEN}: what is read of it |`,
      insert: (text) => rowAfter(text, NEIGHBOURS[room], [name, `${TO_BE_WRITTEN}: what is read of it`]),
    },
    {
      file: `${FOLDER}/${room}/${name}.test.ts`,
      holds: () => specsIn(root).some((text) => text.toLowerCase().includes(called)),
      line: `a spec with a real error of ${name}`,
    },
  ];
}

/** The specs, and the tables of `tests/libraries`, whose rows are specs. */
function specsIn(root) {
  return [...textsIn(root, FOLDER, /\.test\.ts$/), ...textsIn(root, 'tests', /\.test\.ts$/), ...textsIn(root, 'tests/libraries', /\.ts$/)];
}

/** A row that has as many cells as the one before it. */
function rowAfter(text, pattern, cells) {
  const neighbour = text.split('\n').findLast((line) => pattern.test(line));
  if (neighbour === undefined) return undefined;
  const missing = neighbour.split(/(?<!\\)\|/).length - 2 - cells.length;
  return insertedAfter(text, pattern, `| ${[...cells, ...Array.from({ length: missing }, () => '')].join(' | ')} |`);
}
