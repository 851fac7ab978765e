/** An editor that the development page can open files in, by the scheme of its addresses. */
export type EditorName =
  | 'vscode'
  | 'vscode-insiders'
  | 'vscodium'
  | 'cursor'
  | 'windsurf'
  | 'zed'
  | 'idea'
  | 'webstorm'
  | 'phpstorm'
  | 'sublime'
  | 'textmate'
  | 'macvim'
  | 'emacs';

/** The option `editor`. */
export type EditorOption = EditorName | (string & {}) | EditorOptions | false;

/** The members of the option `editor`. */
export interface EditorOptions {
  /** The name of the editor, or an address with `{path}`, `{line}` and `{column}`. Default: the editor that your environment names. */
  readonly name?: EditorName | (string & {});
  /** Folders as your app sees them, and the same folders as your editor sees them: `{ '/app': '/home/me/shop' }`. */
  readonly paths?: Readonly<Record<string, string>>;
}
