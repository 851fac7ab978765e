// Where a built-in response has to stand. A response is a file in src/core/responses/ that defines one.
import { kebabCase, moduleOf, sortedInto, sourcesIn, TO_BE_WRITTEN, textOf, textsIn } from './text.mjs';

const FOLDER = 'src/core/responses';
const REQUIREMENTS = 'src/conformance/requirements';

/** Every response that has a file: its name, and its status. */
export function responsesIn(root) {
  return sourcesIn(root, FOLDER).flatMap((file) => {
    const [, name, body] = /^export const (\w+)\b.*= defineResponse\(([\s\S]*)/m.exec(textOf(root, `${FOLDER}/${file}`)) ?? [];
    return name === undefined ? [] : [{ name, file, status: Number(/status: (\d{3})/.exec(body)?.[1]) }];
  });
}

/** @returns {import('./text.mjs').Place[]} */
export function placesOfResponse(root, { name, status, title = TO_BE_WRITTEN }) {
  const file = `${kebabCase(name)}.ts`;
  const exported = `export { ${name} } from './${file}';`;
  const imported = `import { ${name} } from './${file}';`;
  const listed = `  ${name},`;
  const row = `  ${name}: [${status}, ${title.includes("'") ? `"${title}"` : `'${title}'`}],`;
  const call = `  ${name}: { when: '${TO_BE_WRITTEN}: when a harbour makes this call.', call: (res) => res.${name}() },`;
  const statusOf = (line) => Number(/\[(\d{3}),/.exec(line)?.[1]);
  const asked = new RegExp(`^\\s+${name}: \\[\\d{3}, |\\(target, '${name}'`, 'm');
  return [
    {
      file: `${FOLDER}/index.ts`,
      holds: (text) => text.includes(exported),
      line: exported,
      insert: (text) => sortedInto(text, /^export \{ \w+ \} from '\.\//, exported, moduleOf),
    },
    {
      file: `${FOLDER}/built-in-responses.ts`,
      holds: (text) => text.includes(imported) && text.includes(`\n${listed}\n`),
      line: `${imported} and, in the list, ${listed.trim()}`,
      insert(text) {
        const withImport = sortedInto(text, /^import \{ \w+ \} from '\.\//, imported, moduleOf);
        return withImport && sortedInto(withImport, /^ {2}\w+,$/, listed, (line) => kebabCase(line.trim()));
      },
    },
    {
      file: `${REQUIREMENTS}/responses.ts`,
      holds: () => textsIn(root, REQUIREMENTS).some((text) => asked.test(text)),
      line: `${row.trim()} in STATUSES, or a requirement that asks for /respond?response=${name}`,
      insert: (text) => (status < 400 ? undefined : sortedInto(text, /^ {2}\w+: \[\d{3}, '.*'\],$/, row, statusOf)),
    },
    {
      file: 'examples/express/calls.js',
      holds: (text) => new RegExp(`^ {2}${name}: \\{`, 'm').test(text),
      line: call.trim(),
      insert: (text) => sortedInto(text, /^ {2}\w+: \{ when: /, call, () => ''),
    },
    ...(status >= 400
      ? [
          {
            file: 'docs/migrating.md',
            holds: (text) => new RegExp(`^\\| ${status} +\\| \`${name}\` `, 'm').test(text),
            line: `in the table of names: | ${status} | \`${name}\` | the name in http-errors | in boom | in @fastify/sensible |`,
          },
        ]
      : []),
    ...pagesWithTables(root).map((page) => ({
      file: page,
      holds: (text) => text.includes(`| \`${name}\` `),
      line: 'nothing by hand: run `npm run docs`, which writes the tables of responses',
    })),
  ];
}

function pagesWithTables(root) {
  return ['README.md', 'docs/responses.md'].filter((page) => textOf(root, page).includes('<!-- responses'));
}
