import type { EditorName, EditorOption } from '../../core/settings/editor-option.ts';
import { EDITORS, isEditorAddress, isEditorName, wrongEditor } from '../../hosting/shared/editor-option.ts';

/** The editor of the development page. */
export interface Editor {
  /** The name for people: `VS Code`. */
  readonly label: string;
  /** The address that opens a file at a line and a column. */
  addressOf(path: string, line?: number, column?: number): string;
}

/** The editor, if there is one. */
export interface EditorChoice {
  readonly editor?: Editor;
  /** How the developer names an editor, if none is named. */
  readonly advice?: string;
}

/** The environment variables that name an editor. */
type Variables = Readonly<Record<string, string | undefined>>;

/** Addresses by name. The path is encoded and begins with a slash. */
const ADDRESSES: Readonly<Record<EditorName, string>> = {
  vscode: 'vscode://file{path}:{line}:{column}',
  'vscode-insiders': 'vscode-insiders://file{path}:{line}:{column}',
  vscodium: 'vscodium://file{path}:{line}:{column}',
  cursor: 'cursor://file{path}:{line}:{column}',
  windsurf: 'windsurf://file{path}:{line}:{column}',
  zed: 'zed://file{path}:{line}:{column}',
  idea: 'idea://open?file={path}&line={line}&column={column}',
  webstorm: 'webstorm://open?file={path}&line={line}&column={column}',
  phpstorm: 'phpstorm://open?file={path}&line={line}&column={column}',
  sublime: 'subl://open?url=file://{path}&line={line}&column={column}',
  textmate: 'txmt://open?url=file://{path}&line={line}&column={column}',
  macvim: 'mvim://open?url=file://{path}&line={line}&column={column}',
  emacs: 'emacs://open?url=file://{path}&line={line}&column={column}',
};

/** The commands that start an editor, as `VISUAL` and `EDITOR` name them. */
const COMMANDS: Readonly<Record<string, EditorName>> = {
  code: 'vscode',
  'code-insiders': 'vscode-insiders',
  codium: 'vscodium',
  cursor: 'cursor',
  windsurf: 'windsurf',
  zed: 'zed',
  zeditor: 'zed',
  idea: 'idea',
  idea64: 'idea',
  webstorm: 'webstorm',
  wstorm: 'webstorm',
  phpstorm: 'phpstorm',
  pstorm: 'phpstorm',
  subl: 'sublime',
  mate: 'textmate',
  mvim: 'macvim',
  emacs: 'emacs',
  emacsclient: 'emacs',
};

const ADVICE = "Set the option editor: 'vscode', or the environment variable HALYARD_EDITOR, to open files from this page.";
const ADVICE_OF_DEFAULT = "The links open VS Code. For another editor, set the option editor: 'cursor', or the environment variable HALYARD_EDITOR.";

/** Chooses the editor: the option, then `HALYARD_EDITOR`, `VISUAL`, `EDITOR`, the terminal that the app was started in. If none of them is set, it is VS Code. */
export function chooseEditor(option: EditorOption | undefined, variables: Variables): EditorChoice {
  if (option === false) return {};
  const { name, paths } = typeof option === 'object' ? option : { name: option, paths: undefined };
  const folders = Object.entries(paths ?? pathsIn(variables['HALYARD_EDITOR_PATHS']));
  if (name !== undefined) return { editor: editorOf(name, folders) };
  const own = variables['HALYARD_EDITOR']?.trim();
  if (own) {
    const named = isEditorAddress(own) ? own : editorOfCommand(own);
    return named === undefined ? { advice: adviceFor(own) } : { editor: editorOf(named, folders) };
  }
  const found = editorOfCommand(variables['VISUAL']) ?? editorOfCommand(variables['EDITOR']) ?? editorOfTerminal(variables);
  if (found !== undefined) return { editor: editorOf(found, folders) };
  // An editor such as vim has no address. Its user copies the path.
  return isNamed(variables) ? { advice: ADVICE } : { editor: editorOf('vscode', folders), advice: ADVICE_OF_DEFAULT };
}

/** Whether the developer has named an editor. `npm run` sets `EDITOR` to `vi` or to `notepad.exe` if nothing is set. */
function isNamed({ VISUAL, EDITOR = '', npm_execpath: npm }: Variables): boolean {
  const isOfNpm = npm !== undefined && /^(?:vi|.{0,256}\\notepad\.exe)$/i.test(EDITOR);
  return Boolean(VISUAL?.trim() || (EDITOR.trim() && !isOfNpm));
}

/** `/app=/home/me/shop;/lib=/home/me/lib`: the folder of the app first. */
function pathsIn(text = ''): Readonly<Record<string, string>> {
  const pairs = text
    .slice(0, 8_192)
    .split(';')
    .map((pair) => pair.split('=', 2).map((part) => part.trim()));
  return Object.fromEntries(pairs.filter(([from, to]) => from && to) as [string, string][]);
}

function adviceFor(own: string): string {
  const wrong = wrongEditor(own);
  return `HALYARD_EDITOR is ${JSON.stringify(own.slice(0, 64))}. ${wrong?.todo ?? `It has to be ${wrong?.expected}.`}`;
}

/** The editor of a command line such as `code --wait` or `/usr/local/bin/cursor`. */
function editorOfCommand(command = ''): EditorName | undefined {
  const program = command.trim().split(/\s/, 1)[0] ?? '';
  const name = program
    .slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1)
    .replace(/\.(?:exe|cmd|bat|sh)$/i, '')
    .toLowerCase();
  if (isEditorName(name)) return name;
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
}

/** The editor whose terminal started the app. Cursor and Windsurf also say `vscode`. */
function editorOfTerminal(variables: Variables): EditorName | undefined {
  if (variables['TERMINAL_EMULATOR'] === 'JetBrains-JediTerm') return 'idea';
  if (variables['ZED_TERM'] !== undefined || variables['TERM_PROGRAM'] === 'zed') return 'zed';
  if (variables['TERM_PROGRAM'] !== 'vscode') return undefined;
  if (variables['CURSOR_TRACE_ID'] !== undefined) return 'cursor';
  if (variables['TERM_PROGRAM_VERSION']?.endsWith('-insider')) return 'vscode-insiders';
  return 'vscode';
}

function editorOf(name: string, folders: readonly (readonly [string, string])[]): Editor {
  const address = isEditorName(name) ? ADDRESSES[name] : name;
  return {
    label: isEditorName(name) ? EDITORS[name] : 'your editor',
    addressOf(path, line = 1, column = 1) {
      const mapped = encodedPath(mappedPath(path, folders));
      const values: Readonly<Record<string, string>> = { '{path}': mapped, '{line}': String(line), '{column}': String(column) };
      return address.replace(/\{(?:path|line|column)\}/g, (place) => values[place] as string);
    },
  };
}

/** The path as the editor sees it. The longest folder that holds the file wins. */
function mappedPath(path: string, folders: readonly (readonly [string, string])[]): string {
  const holding = folders.filter(([from]) => path.startsWith(from) && (/[\\/]$/.test(from) || /^[\\/]?$/.test(path.charAt(from.length))));
  const [from, to] = holding.reduce<readonly [string, string]>((longest, one) => (one[0].length > longest[0].length ? one : longest), ['', '']);
  if (to === '') return path;
  const rest = path.slice(from.length).replace(/^[\\/]/, '');
  return `${to.replace(/[\\/]$/, '')}/${isOfWindows(path) ? rest.replaceAll('\\', '/') : rest}`;
}

function isOfWindows(path: string): boolean {
  return /^(?:[a-z]:\\|\\\\)/i.test(path);
}

/** A path in an address: with slashes, with a slash in front of a drive, and encoded so that no character ends the address or its parameter. */
function encodedPath(path: string): string {
  const slashes = isOfWindows(path) ? path.replaceAll('\\', '/') : path;
  const rooted = slashes.startsWith('/') ? slashes : `/${slashes}`;
  return rooted
    .toWellFormed()
    .split('/')
    .map((part) => encodeURIComponent(part).replaceAll('%3A', ':').replaceAll('%40', '@'))
    .join('/');
}
