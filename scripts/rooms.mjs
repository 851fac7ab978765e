// The rooms of src/ and the imports between them, read from the sources. docs/architecture.md shows them as text; tests/package/rooms.test.ts
// checks them. `node scripts/rooms.mjs` prints them.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The rooms of src/core, lowest first. A room imports from itself and from rooms on its left. */
export const CORE = ['values', 'ports', 'responses', 'error-mapping', 'disclosure', 'negotiation', 'formats', 'headers', 'report', 'settings', 'pipeline'];

/** The rooms on each floor, lowest first. A room imports from itself and from floors below it. */
const FLOORS = [
  [/^core\//],
  [/^forms$/, /^libraries$/, /^presets$/],
  [/^hosting\/shared$/],
  [/^development$/],
  [/^hosting\/(?:node|web)$/],
  [/^hosting\/sockets$/, /^load$/, /^maintenance$/],
  [/^adapters\/(?:express|fastify)$/],
  [/^adapters\//],
  [/^drill$/],
  [/^export$/],
  [/^cli$/, /^testing$/],
];

const IMPORT = /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s+'([^']+)'|(?:^|\n)import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

/** Every file of src/ except tests: its path below src/, its lines, and the files and packages that it imports. */
export function sources() {
  const paths = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  return paths
    .filter((path) => path.endsWith('.ts') && !/\.test(?:-d)?\.ts$/.test(path))
    .sort()
    .map(read);
}

function read(path) {
  const text = readFileSync(join(root, 'src', path), 'utf8');
  // Examples in comments import packages that an app imports.
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '');
  const imports = Array.from(code.matchAll(IMPORT), ([, from, only, dynamic]) => from ?? only ?? dynamic);
  return {
    path,
    lines: text.split('\n').length - 1,
    files: imports.filter((name) => name.startsWith('.')).map((name) => normalize(join(dirname(path), name))),
    packages: imports.filter((name) => !name.startsWith('.')),
  };
}

/** The room of a file: `core/values`, `hosting/node`, `adapters/koa`, `forms`. */
export function roomOf(path) {
  const [floor, room, file] = path.split('/');
  return file !== undefined && ['core', 'hosting', 'adapters'].includes(floor) ? `${floor}/${room}` : floor;
}

/** The floor of a room, from 0. The rooms of the core have floors of their own, below all others. */
export function floorOf(room) {
  const inCore = CORE.indexOf(room.replace('core/', ''));
  if (room.startsWith('core/') && inCore !== -1) return inCore;
  const floor = FLOORS.findIndex((patterns) => patterns.some((pattern) => pattern.test(room)));
  return floor === -1 ? undefined : CORE.length + floor;
}

/** Each import from one room into another, once for each pair of files. */
export function imports(files = sources()) {
  return files.flatMap(({ path, files: targets }) =>
    targets.map((target) => ({ from: path, to: target, fromRoom: roomOf(path), toRoom: roomOf(target) })).filter(({ fromRoom, toRoom }) => fromRoom !== toRoom),
  );
}

/** The rooms as text: one line for each room with its imports, lowest floor first. */
export function drawing() {
  const files = sources();
  const rooms = new Map();
  for (const { path, lines } of files) {
    const room = rooms.get(roomOf(path)) ?? { files: 0, lines: 0, uses: new Set() };
    rooms.set(roomOf(path), room);
    room.files += 1;
    room.lines += lines;
  }
  for (const { fromRoom, toRoom } of imports(files)) rooms.get(fromRoom).uses.add(toRoom);
  // The conformance suite and the public entry stand beside the floors.
  const order = [...rooms].sort(([a], [b]) => (floorOf(a) ?? 99) - (floorOf(b) ?? 99) || a.localeCompare(b));
  const lines = [];
  for (const heading of ['core', 'rest']) {
    const shown = order.filter(([name]) => name.startsWith('core/') === (heading === 'core') && name !== 'index.ts');
    if (lines.length > 0) lines.push('');
    for (const [name, { files: count, lines: length, uses }] of shown) {
      const targets = summary(
        [...uses].sort((a, b) => (floorOf(a) ?? 99) - (floorOf(b) ?? 99) || a.localeCompare(b)),
        name,
      );
      const size = `${String(count).padStart(3)} files ${length.toLocaleString('en').padStart(6)} lines`;
      lines.push(`${name.padEnd(20)} ${size}${targets === '' ? '' : `   imports ${targets}`}`);
    }
  }
  return lines.join('\n');
}

/** Within the core, the names of its rooms. For rooms outside, the core is one unit. */
function summary(targets, room) {
  if (room.startsWith('core/')) return targets.map((name) => name.replace('core/', '')).join(', ');
  return [...new Set(targets.map((name) => (name.startsWith('core/') ? 'core' : name)))].join(', ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(drawing());
