// Where a body format has to stand. A format is an exported `Format` in src/core/formats/.
import { insertedAfter, moduleOf, sortedInto, sourcesIn, TO_BE_WRITTEN, textOf, textsIn } from './text.mjs';

const FOLDER = 'src/core/formats';
/** The row of the requirements that one of a new format comes after, on one line or on several. */
const ROW = /^ {2}\[\s*'accept-markdown',[\s\S]*?\],\n/m;

/** Every format that has a file: the constant, the file, the name that an app asks for it by, and its media type. */
export function formatsIn(root) {
  return sourcesIn(root, FOLDER).flatMap((file) => {
    const text = textOf(root, `${FOLDER}/${file}`);
    const declared = text.matchAll(/^export const (\w+): Format = \{\n\s+name: '([^']+)',\n\s+mediaType: '([^']+)'/gm);
    return Array.from(declared, ([, constant, name, mediaType]) => ({ constant, file, name, mediaType }));
  });
}

/** @returns {import('./text.mjs').Place[]} */
export function placesOfFormat(root, { constant, file, name, mediaType }) {
  const imported = `import { ${constant} } from './${file}';`;
  const pattern = `/^${mediaType.replace(/[/.+]/g, '\\$&')}\\b/`;
  const row = `  ['accept-${name}', 'docs/formats.md', 'A client that asks for \`${mediaType}\` gets it.', { accept: '${mediaType}' }, ${pattern}],`;
  const cells = [`\`${name}\``, `\`${mediaType}\``, `${TO_BE_WRITTEN}: what an error is`, 'the next format'];
  const documented = `| ${cells.join(' | ')} |`;
  return [
    {
      file: `${FOLDER}/index.ts`,
      holds: (text) => new RegExp(`FORMATS[^=]*= \\[[^\\]]*\\b${constant}\\b`).test(text),
      line: `${imported} and, in FORMATS, ${constant}`,
      insert(text) {
        const listed = text.replace(/(FORMATS[^=]*= \[[^\]]*), eventStream\]/, `$1, ${constant}, eventStream]`);
        return listed === text ? undefined : sortedInto(listed, /^import /, imported, moduleOf);
      },
    },
    {
      file: 'src/conformance/requirements/negotiation.ts',
      holds: () => textsIn(root, 'src/conformance').some((text) => text.includes(mediaType) || text.includes(mediaType.replace(/[/.+]/g, '\\$&'))),
      line: row.trim(),
      insert: (text) => (ROW.test(text) ? text.replace(ROW, (before) => `${before}${row}\n`) : undefined),
    },
    {
      file: 'docs/formats.md',
      holds: (text) => text.includes(`| \`${name}\` `) && text.includes(`\`${mediaType}\``),
      line: documented,
      insert: (text) => insertedAfter(text, /^\| `markdown` /, documented),
    },
    {
      file: `${FOLDER}/${file.replace('.ts', '.test.ts')}`,
      holds: (text) => text !== '' || textsIn(root, FOLDER, /\.test\.ts$/).some((text) => text.includes(`from './${file}'`)),
      line: `a spec that imports './${file}', and says what a body has in it`,
    },
  ];
}
