import type { ViewError } from '../../core/formats/locals.ts';
import { fieldKey } from './field-names.ts';
import { withoutHandlebars } from './template-options.ts';

/** Array without its static `of`, whose arguments are the items. */
const List: new () => ViewError[] = Array;

/** The local `errors` of every page: a list of the form's errors, with methods by field. It is empty without errors. */
export class FormErrors extends List {
  /** `map` and `filter` return plain arrays, because their items are not errors of a form. */
  static get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  static of(errors: readonly ViewError[]): FormErrors {
    const list = new FormErrors();
    for (const error of errors) list.push(error);
    // Handlebars calls only functions that the object itself has.
    for (const method of ['first', 'all', 'has', 'byField'] as const) Object.defineProperty(list, method, { value: list[method].bind(list) });
    return list;
  }

  /** Returns the first message of a field, of the whole form (`''`), or of all if no field is named. Returns `''` if there is none. */
  first(field?: string): string {
    const key = keyOf(field);
    return this.find((error) => isAbout(error, key))?.message ?? '';
  }

  /** Returns the messages of a field, of the whole form (`''`), or all if no field is named. */
  all(field?: string): readonly string[] {
    const key = keyOf(field);
    return this.filter((error) => isAbout(error, key)).map(({ message }) => message);
  }

  /** Returns whether there is an error for the field, for the whole form (`''`), or at all if no field is named. */
  has(field?: string): boolean {
    const key = keyOf(field);
    return this.some((error) => isAbout(error, key));
  }

  /** Returns `{ email: ['Not an address'], '': ['…'] }`. The object has no prototype, because a field may have any name. */
  byField(): Readonly<Record<string, readonly string[]>> {
    const fields: Record<string, string[]> = Object.create(null);
    for (const { field, message } of this) {
      const key = fieldKey(field);
      const messages = fields[key] ?? [];
      messages.push(message);
      fields[key] = messages;
    }
    return fields;
  }
}

function keyOf(field: string | undefined): string | undefined {
  const name = withoutHandlebars(field);
  return name === undefined ? undefined : fieldKey(name);
}

function isAbout({ field }: ViewError, key: string | undefined): boolean {
  return key === undefined || fieldKey(field) === key;
}
