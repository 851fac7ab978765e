import type { ErrorPages, ExportNote } from './error-page.ts';

/** The pages of an app, and what the person who exports them should know. */
export interface ExportedPages {
  readonly pages: ErrorPages;
  readonly notes: readonly ExportNote[];
}
