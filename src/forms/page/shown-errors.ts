import { errorId } from './field-ids.ts';

/**
 * What the helpers of one form have written so far. A list and its items may both have a place for errors: `form.error('tags')` and
 * `form.error('tags[1]')`. Each error is shown at the first of them, and no id is on the page twice. If a view is rendered again, it is the same.
 */
export class ShownErrors {
  /** The ids of items whose errors stand at the item itself. */
  readonly own = new Set<string>();
  /** The ids of items whose errors stand at their list, each with the id of the element that has them. */
  readonly listed = new Map<string, string>();
  /** The ids of lists whose own errors stand at the list. */
  readonly lists = new Set<string>();
  /** The ids of lists whose own errors stand at the first item. */
  readonly firsts = new Set<string>();
  readonly #fields = new Set<string>();
  /** The ids of items that a message of a list has, each with the id of the list. The link of the summary leads there. */
  readonly #anchors = new Map<string, string>();
  /** The ids of fields that refer to their error, each with the id of the list that has shown it. */
  readonly #referring = new Map<string, string>();

  /** Returns the id of a field. If a message has the id already, the field gets one that no other element can have. */
  fieldId(id: string): string {
    if (this.#anchors.has(id)) return `${id}----field`;
    this.#fields.add(id);
    return id;
  }

  /** Returns the id of the element that has the errors of this field. */
  describedBy(id: string): string {
    const listed = this.listed.get(id);
    if (listed === undefined && !this.#referring.has(id)) this.#referring.set(id, '');
    return listed ?? errorId(id);
  }

  /** Returns the id for the message that a field refers to, if the field refers to its error and this list shows it. */
  referenceId(item: string, list: string): string | undefined {
    const holder = this.#referring.get(item);
    if (this.own.has(item) || (holder !== '' && holder !== list)) return undefined;
    this.#referring.set(item, list);
    return errorId(item);
  }

  /** Returns the id that a list's message about an item needs: that of the item, or of the errors that its field refers to. */
  messageId(item: string, list: string): string | undefined {
    const reference = this.referenceId(item, list);
    if (reference !== undefined) return reference;
    const anchored = this.#anchors.get(item);
    if (anchored === undefined && !this.#fields.has(item)) this.#anchors.set(item, list);
    return this.#anchors.get(item) === list ? item : undefined;
  }
}

const known = new WeakMap<object, ShownErrors>();

/** Returns what was written for this list of errors. */
export function shownOf(errors: object): ShownErrors {
  const shown = known.get(errors) ?? new ShownErrors();
  known.set(errors, shown);
  return shown;
}
