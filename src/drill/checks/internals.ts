import { unescaped } from './escapes.ts';

/** A part of a text that only the inside of the app has. */
export interface Internal {
  readonly what: 'a stack trace' | 'the folder of the app' | 'the path of a package' | 'the text of an error';
  readonly text: string;
  readonly at: number;
  readonly length: number;
}

/** The end of a line of a stack trace: `/app/server.js:12:7`, `node:internal/process:95:5`. */
const LOCATION = /(?:\.[cm]?[jt]sx?|\bnode:[\w/]{1,80}|<anonymous>):\d{1,7}:\d{1,7}\b/;
/** The classes of errors that Node itself throws, and the codes of its system errors with what they happened to. */
const ERROR =
  /\b(?:Type|Reference|Syntax|Range|URI|Eval|Aggregate)Error: |\b(?:ENOENT|EACCES|EPERM|EISDIR|ENOTDIR)[:,] |\bE(?:CONNREFUSED|CONNRESET|HOSTUNREACH|ADDRINUSE) \S|\bgetaddrinfo E[A-Z_]{4,12} /;

/** The parts of this text that show how the app is built. `root` is the folder of the app. Each kind is found once. */
export function internalsOf(text: string, root: string): readonly Internal[] {
  const plain = unescaped(text);
  const found = new Map<Internal['what'], Internal>();
  for (const variant of plain === undefined ? [text] : [text, plain]) {
    for (const one of searched(variant, root)) if (!found.has(one.what)) found.set(one.what, one);
  }
  // The trace is the explanation for the paths and the texts in it.
  const trace = found.get('a stack trace');
  return trace === undefined ? [...found.values()] : [trace];
}

function searched(text: string, root: string): readonly Internal[] {
  const found: Internal[] = [];
  const location = LOCATION.exec(text);
  if (location !== null) found.push({ what: 'a stack trace', text, at: location.index, length: location[0].length });
  // A text without escapes has no backslashes, as the paths of Windows have.
  const folder = text.includes(root) ? root : root.replaceAll('\\', '');
  const at = root.length > 3 ? text.indexOf(folder) : -1;
  if (at !== -1) found.push({ what: 'the folder of the app', text, at, length: folder.length });
  const inside = packageIn(text);
  if (inside !== undefined) found.push({ what: 'the path of a package', text, ...inside });
  const error = ERROR.exec(text);
  if (error !== null) found.push({ what: 'the text of an error', text, at: error.index, length: error[0].length });
  return found;
}

/** The path of a package, if it is no address that the page loads. */
function packageIn(text: string): { readonly at: number; readonly length: number } | undefined {
  const name = 'node_modules';
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    const next = text[at + name.length];
    const isPath = (next === '/' || next === '\\') && !/\w/.test(text[at - 1] ?? '');
    if (isPath && !isAddress(text.slice(Math.max(0, at - 200), at))) return { at, length: name.length };
  }
  return undefined;
}

/** Whether the text ends in the address of a `src` or `href`. */
function isAddress(before: string): boolean {
  const start = Math.max(...['"', "'", '=', ' ', '<', '>'].map((sign) => before.lastIndexOf(sign)));
  return /(?:src|href)=["']?$/i.test(before.slice(Math.max(0, start - 6), start + 1));
}
