import type { Allowance } from './allowance.ts';
import type { Editor } from './editor.ts';

/** What the sections of one page share. */
export interface PageParts {
  readonly editor: Editor | undefined;
  /** How many bytes the errors and their frames may have. */
  readonly allowance: Allowance;
}
