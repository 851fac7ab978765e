import type { ViewError } from '../../core/formats/locals.ts';

/** A field's name in dots, as issues have it: `address[city]` is `address.city`, and `tags[]` is `tags`. */
export function fieldKey(name: string): string {
  if (!name.includes('[')) return name;
  const key = name.replace(/\[([^[\]]*)\]/g, (_, member: string) => (member === '' ? '' : `.${member}`));
  return key.startsWith('.') ? key.slice(1) : key;
}

/** Array without its static `of`, which takes items one by one. */
const List: new () => ViewError[] = Array;

/** The local `errors` of every page: a list of what was wrong, which can be asked for a field. Empty when nothing was. */
export class FormErrors extends List {
  /** `map` and `filter` make plain arrays: what they give are no errors of a form. */
  static get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  static of(errors: readonly ViewError[]): FormErrors {
    const list = new FormErrors();
    for (const error of errors) list.push(error);
    return list;
  }

  /** The first message of a field, of the whole (`''`), or of all when no field is named. `''` when there is none. */
  first(field?: string): string {
    const key = keyOf(field);
    return this.find((error) => isAbout(error, key))?.message ?? '';
  }

  /** The messages of a field, of the whole (`''`), or all of them when no field is named. */
  all(field?: string): readonly string[] {
    const key = keyOf(field);
    return this.filter((error) => isAbout(error, key)).map(({ message }) => message);
  }

  /** Is something wrong with the field, with the whole (`''`), or at all when no field is named? */
  has(field?: string): boolean {
    const key = keyOf(field);
    return this.some((error) => isAbout(error, key));
  }

  /** `{ email: ['Not an address'], '': ['…'] }`, without a prototype: a field may have any name. */
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
  return field === undefined ? undefined : fieldKey(field);
}

function isAbout({ field }: ViewError, key: string | undefined): boolean {
  return key === undefined || fieldKey(field) === key;
}
