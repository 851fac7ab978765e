import type { ViewError } from '../../core/formats/locals.ts';
import type { OldInput, Withheld } from '../flash/flash-note.ts';

/** The source of a form's values: the flash of its page, and the messages for the next page. */
export interface FormSource {
  /** Returns the errors of one of the page's forms. `''` is the page's only form. */
  errors(bag: string): readonly ViewError[];
  /** Returns whether any form of the page has an error. */
  hasErrors(): boolean;
  /** Returns the submitted values of one of the page's forms. */
  old(bag: string): OldInput;
  /** Returns the fields to ask for again. `undefined` if the form has not come back. */
  withheld(bag: string): Withheld | undefined;
  /** Returns whether a part of what was typed could not be kept. */
  incomplete(bag: string): boolean;
  /** Returns the messages for this page, by kind. */
  messages(): Readonly<Record<string, readonly string[]>>;
  /** Returns the flash of all its forms, or `null` if there is none. */
  read(): FlashRead | null;
  /** Called when the page reads a part of the flash. */
  show(): void;
  /** Keeps the flash for the next page as well. */
  keep(): void;
  /** Returns the value of the hidden field `_return`. */
  returnValue(): string;
  /** Returns a new id for a form of this page. */
  onceValue(): string;
  /** Keeps messages for the next page. */
  keepMessages(kind: string, texts: readonly string[]): void;
}

/** The flash of a page in plain data. */
export interface FlashRead {
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly old: OldInput;
  readonly messages: Readonly<Record<string, readonly string[]>>;
}
