/** How a failure is shown. */
export interface ShowOptions {
  readonly format: 'terminal' | 'markdown' | 'json';
  /** Opens the first frame of the app in the editor. */
  readonly open: boolean;
}
