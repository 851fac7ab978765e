import type { EditorName, EditorOption, EditorOptions } from '../../core/settings/editor-option.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { didYouMean, refuseUnknown } from '../../core/values/known-names.ts';
import { quote } from '../../core/values/quote.ts';

const MEMBERS = Object.keys({ name: true, paths: true } satisfies Record<keyof EditorOptions, true>);

/** The editors that have a name, each with the words for people. */
export const EDITORS: Readonly<Record<EditorName, string>> = {
  vscode: 'VS Code',
  'vscode-insiders': 'VS Code Insiders',
  vscodium: 'VSCodium',
  cursor: 'Cursor',
  windsurf: 'Windsurf',
  zed: 'Zed',
  idea: 'IntelliJ IDEA',
  webstorm: 'WebStorm',
  phpstorm: 'PhpStorm',
  sublime: 'Sublime Text',
  textmate: 'TextMate',
  macvim: 'MacVim',
  emacs: 'Emacs',
};

const NAMES = Object.keys(EDITORS);
const EXPECTED = `one of ${NAMES.join(', ')}, or an address such as 'my-editor://open?file={path}&line={line}'`;

/** Addresses that run code in the page. */
const REFUSED_SCHEME = /^(?:javascript|data|vbscript|blob):/i;

/** Whether a text is an address that opens a file: it has a scheme and `{path}`. */
export function isEditorAddress(text: string): boolean {
  return text.length <= 2_048 && /^[a-z][a-z0-9+.-]{0,63}:/i.test(text) && text.includes('{path}') && !REFUSED_SCHEME.test(text);
}

/** Whether a text is the name of an editor. */
export function isEditorName(text: string): text is EditorName {
  return Object.hasOwn(EDITORS, text);
}

/** What is wrong with the name of an editor. `undefined`: it is a name or an address. */
export function wrongEditor(name: string): { readonly expected: string; readonly todo?: string } | undefined {
  if (isEditorName(name) || isEditorAddress(name)) return undefined;
  return { expected: EXPECTED, ...didYouMean(name.slice(0, 64), NAMES) };
}

/**
 * Checks the option `editor`.
 *
 * @throws HalyardError E_OPTION, E_OPTION_UNKNOWN
 */
export function checkEditorOption(option: EditorOption | undefined): void {
  if (option === undefined || option === false) return;
  if (typeof option === 'string') {
    checkName('editor', option);
    return;
  }
  if (typeof option !== 'object' || option === null || Array.isArray(option) || option instanceof Promise) {
    throw new HalyardError('E_OPTION', { found: `editor: ${quote(option)}`, expected: `${EXPECTED}; an object with name or paths; or false` });
  }
  refuseUnknown(option, MEMBERS, (name) => quote(`editor.${name}`));
  const { name, paths } = option;
  if (name !== undefined) checkName('editor.name', name);
  if (paths !== undefined) checkPaths(paths);
}

function checkName(where: string, name: unknown): void {
  const wrong = typeof name === 'string' ? wrongEditor(name) : { expected: EXPECTED };
  if (wrong !== undefined) throw new HalyardError('E_OPTION', { found: `${where}: ${quote(name)}`, ...wrong });
}

function checkPaths(paths: unknown): void {
  const isMap = typeof paths === 'object' && paths !== null && !Array.isArray(paths) && !(paths instanceof Promise);
  const wrong = isMap ? Object.entries(paths).find(([from, to]) => !isAbsolute(from) || typeof to !== 'string' || !isAbsolute(to)) : [];
  if (wrong === undefined) return;
  const [from, to] = wrong;
  throw new HalyardError('E_OPTION', {
    found: from === undefined ? `editor.paths: ${quote(paths)}` : `editor.paths: ${quote(from)} to ${quote(to)}`,
    expected: "an object of absolute folders, such as { '/app': '/home/me/shop' }",
    todo: 'Write the folder that your app sees first, and the folder that your editor sees second.',
  });
}

/** Whether a path is absolute, on Unix or on Windows. */
function isAbsolute(path: string): boolean {
  return /^(?:\/|[a-z]:[\\/]|\\\\)/i.test(path);
}
