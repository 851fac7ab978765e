import { firstOf } from '../../core/values/first-of.ts';
import { isArray } from '../../core/values/guarded-read.ts';
import { findUnawaited, UnawaitedPromiseError } from '../../core/values/unawaited-promise.ts';
import type { OldInput, Withheld } from '../flash/flash-note.ts';
import { isStored, type Stored } from './choices.ts';
import { choiceId } from './field-ids.ts';
import { FormErrors } from './form-errors.ts';
import { controlId, type FieldAttributesOptions } from './form-helpers.ts';
import type { FlashRead, FormSource } from './form-source.ts';
import { valuesOf } from './old-values.ts';

/** The content of one form of a page: its errors, its submitted values, and the messages. Reading any of them marks the flash as shown. */
export class FormState {
  readonly source: FormSource;
  readonly bag: string;
  #errors: FormErrors | undefined;
  /** The first choice of each group of radio buttons or checkboxes, by name. It has the id of the field. */
  readonly #firstChoices = new Map<string, string>();

  constructor(source: FormSource, bag: string) {
    this.source = source;
    this.bag = bag;
  }

  get errors(): FormErrors {
    this.#errors ??= this.#watched(FormErrors.of(this.source.errors(this.bag)));
    return this.#errors;
  }

  get hasErrorsOnPage(): boolean {
    const found = this.source.hasErrors();
    if (found) this.source.show();
    return found;
  }

  /** The fields to ask for again. `undefined` if the form has not come back. */
  get withheld(): Withheld | undefined {
    const withheld = this.source.withheld(this.bag);
    if (withheld !== undefined) this.source.show();
    return withheld;
  }

  /** Whether the form has come back with what was submitted. */
  get cameBack(): boolean {
    return this.withheld !== undefined || Object.keys(this.#old).length > 0;
  }

  /** Returns the submitted values of a field, or `undefined` if there are none. */
  values(name: string, index?: number): readonly string[] | undefined {
    return valuesOf(this.#old, name, index);
  }

  /** Returns the first submitted value of a field, else the app's value. */
  old(name: string, otherwise: unknown, index?: number): string {
    return this.values(name, index)?.[0] ?? String(otherwise ?? '');
  }

  /**
   * Returns whether the choice of a checkbox, radio button or select was made. Until the form comes back, the app's value decides. A browser does not send
   * a cleared box, so a missing field means that the visitor has cleared it.
   */
  isChosen(name: string, value: string, otherwise: boolean, index?: number): boolean {
    return this.cameBack ? this.values(name, index)?.includes(value) === true : otherwise;
  }

  /** Returns the function that tells which choices of a field were made. */
  chosen(name: string, stored: Stored, index?: number): (value: string) => boolean {
    return (value) => this.isChosen(name, value, isStored(stored, value), index);
  }

  /** Returns the messages of a kind for this page. */
  messages(kind: string): readonly string[] {
    const all = this.source.messages();
    const messages = Object.hasOwn(all, kind) ? (all[kind] ?? []) : [];
    if (messages.length > 0) this.source.show();
    return messages;
  }

  keepMessages(kind: string, texts: readonly string[]): void {
    const forgotten = findUnawaited([kind, ...texts]);
    if (forgotten !== undefined) throw new UnawaitedPromiseError('form.flash', forgotten);
    this.source.keepMessages(kind, texts.map(textOf));
  }

  read(): FlashRead | null {
    const read = this.source.read();
    if (read !== null) this.source.show();
    return read;
  }

  /**
   * Returns the id of a radio button or checkbox with this value, or `undefined` for other fields. The first choice of a group has the id of the field, so
   * the link of the summary leads to it.
   */
  idOfChoice(name: string, { type, value, ...place }: FieldAttributesOptions): string | undefined {
    const kind = type?.toLowerCase();
    if (value === undefined || place.id !== undefined || (kind !== 'radio' && kind !== 'checkbox')) return undefined;
    const id = controlId(this.errors, name, place);
    const first = this.#firstChoices.get(id) ?? String(value);
    this.#firstChoices.set(id, first);
    return first === String(value) ? id : choiceId(id, String(value));
  }

  get #old(): OldInput {
    const values = this.source.old(this.bag);
    for (const _ in values) {
      this.source.show();
      break;
    }
    return values;
  }

  /** Marks the flash as shown when a view reads the list. Express passes every local on without reading it, which does not count. */
  #watched(errors: FormErrors): FormErrors {
    if (errors.length === 0) return errors;
    const { source } = this;
    return new Proxy(errors, {
      get(target, key) {
        source.show();
        return Reflect.get(target, key, target);
      },
    });
  }
}

/**
 * Joins a list that was passed in place of a text, as in `flash('error', messages)`. The number of items is limited, because a list may be sparse, with
 * billions of holes.
 */
function textOf(value: unknown): string {
  return isArray(value) ? firstOf(value).map(String).join(',') : String(value);
}
