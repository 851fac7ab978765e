import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { ViewError } from '../../core/formats/locals.ts';
import { errorId, type HelperOptions, idOf, prefixOf } from './field-ids.ts';
import { fieldKey, itemKey, placedName } from './field-names.ts';
import type { FormErrors } from './form-errors.ts';
import { type Attributes, attributesHtml } from './html.ts';
import { type ShownErrors, shownOf } from './shown-errors.ts';

/** Options of `errorSummary` and `form.summary`. */
export interface SummaryOptions extends HelperOptions {
  /** The title of the summary. Default: `There is a problem`. */
  readonly title?: string;
  /** Whether the summary takes the focus when the page opens. Default: true. */
  readonly autofocus?: boolean;
}

/** The place of a field among several. */
export interface PlaceOptions extends HelperOptions {
  /** The field's id, if the helpers did not make it from the name. */
  readonly id?: string;
  /** The place of the field among the fields of the same name, from 0: the second `tags[]` has 1. */
  readonly index?: number;
  /** `false` if the items of the list have fields of their own, `tags[0]` and `tags[1]`, which show their errors. Default: true. */
  readonly items?: boolean;
}

/** Options of `fieldError` and `form.error`. */
export interface FieldErrorOptions extends PlaceOptions {
  /** The hidden label that a screen reader reads before the message. Default: `Error:`. */
  readonly label?: string;
}

/** Options of `fieldAttributes` and `form.attributes`. */
export interface FieldAttributesOptions extends PlaceOptions {
  /** The type of an `<input>`, or `textarea` or `select`. These two elements have no attributes `type` and `value`. */
  readonly type?: string;
  /** The ids of other elements that describe the field: `email-hint`. */
  readonly describedBy?: string;
  /** The field's value. Never written for `password` and `file`. */
  readonly value?: string | number;
  /** Further attributes: `{ required: true, autocomplete: 'email' }`. */
  readonly attributes?: Attributes;
}

/**
 * Returns the HTML of all errors for the top of the page, each with a link to its field, or `''` without errors. It takes the focus by `autofocus`, which
 * needs no script. It has no `role="alert"`, because a screen reader would then read it twice.
 */
export function errorSummary(errors: FormErrors, { title = 'There is a problem', autofocus = true, ...options }: SummaryOptions = {}): string {
  if (errors.length === 0) return '';
  const id = `${prefixOf(options)}error-summary`;
  const items = errors.map(({ field, message }) => {
    const text = escapeHtml(message);
    return field === '' ? `<li>${text}</li>` : `<li><a href="#${escapeHtml(encodeURIComponent(idOf(field, options)))}">${text}</a></li>`;
  });
  return (
    `<div${attributesHtml({ class: 'error-summary', id, role: 'group', 'aria-labelledby': `${id}-title`, tabindex: '-1', autofocus })}>` +
    `<h2${attributesHtml({ class: 'error-summary-title', id: `${id}-title` })}>${escapeHtml(title)}</h2>` +
    `<ul class="error-summary-list">${items.join('')}</ul></div>`
  );
}

/** Returns the HTML of a field's errors, with the same text as in the summary, or `''` without errors. */
export function fieldError(errors: FormErrors, name: string, { label = 'Error:', ...options }: FieldErrorOptions = {}): string {
  const place = placeOf(name, options);
  const shown = shownOf(errors);
  const found = shown.listed.has(place.id) ? [] : errorsAt(errors, name, options);
  if (found.length === 0) return '';
  const used = new Set<string | undefined>();
  const texts = found.map(({ field, message }) => {
    const id = options.id === undefined ? noteShown(shown, place, idOf(field, options)) : undefined;
    const text = escapeHtml(message);
    if (id === undefined || used.has(id)) return text;
    used.add(id);
    return `<span${attributesHtml({ id, tabindex: '-1' })}>${text}</span>`;
  });
  const id = errorId(options.id ?? place.id);
  return `<p${attributesHtml({ id, class: 'field-error' })}><span class="visually-hidden">${escapeHtml(label)}</span> ${texts.join('<br>')}</p>`;
}

/**
 * Returns the attributes that name and describe a field, by name.
 *
 * @param choice the id of a radio button or checkbox in a group, whose errors belong to the whole group
 */
export function fieldProps(
  errors: FormErrors,
  name: string,
  { type, describedBy = '', value, attributes, ...options }: FieldAttributesOptions = {},
  choice?: string,
): Attributes {
  const invalid = errorsAt(errors, name, options).length > 0;
  const id = controlId(errors, name, options);
  const describing = [describedBy, invalid ? errorIdOf(errors, name, options) : ''].filter((ids) => ids !== '').join(' ');
  const kind = type?.toLowerCase();
  return {
    id: choice ?? id,
    name,
    ...(type === undefined || isElement(kind) ? undefined : { type }),
    ...(value === undefined || isElement(kind) || isNeverRefilled(kind) ? undefined : { value: String(value) }),
    ...(invalid ? { 'aria-invalid': 'true' } : undefined),
    ...(describing === '' ? undefined : { 'aria-describedby': describing }),
    ...attributes,
  };
}

/** Returns the attributes as HTML: ` id="email" name="email" aria-invalid="true" aria-describedby="email-hint email-error"`. */
export function fieldAttributes(errors: FormErrors, name: string, options?: FieldAttributesOptions): string {
  return attributesHtml(fieldProps(errors, name, options));
}

/**
 * Returns whether a field of this type shows the submitted text as its `value`. Other fields have a text of a textarea, a choice, or a value that is never
 * restored.
 */
export function showsOldValue(type = 'text'): boolean {
  const kind = type.toLowerCase();
  return !isElement(kind) && !isNeverRefilled(kind) && kind !== 'checkbox' && kind !== 'radio' && kind !== 'hidden';
}

/** Returns the beginning of the page's title if the form came back, because a screen reader reads the title first: `Error: `. */
export function titlePrefix(isWrong: boolean, prefix = 'Error: '): string {
  return isWrong ? prefix : '';
}

/** Returns the id of a field, or of the field with this index among those of the same name. */
export function controlId(errors: FormErrors, name: string, options: PlaceOptions): string {
  return options.id ?? shownOf(errors).fieldId(placeOf(name, options).id);
}

/** Returns the id of the element that has the errors of a field. */
export function errorIdOf(errors: FormErrors, name: string, options: PlaceOptions): string {
  return options.id === undefined ? shownOf(errors).describedBy(placeOf(name, options).id) : errorId(options.id);
}

/** A place for errors: the id that the name leads to, the ids of its list and of the first item, and whether it is one item of the list. */
interface ErrorPlace {
  readonly id: string;
  readonly list: string;
  readonly first: string;
  readonly isItem: boolean;
}

function placeOf(name: string, { index, idPrefix }: PlaceOptions): ErrorPlace {
  const prefixed = idPrefix === undefined ? {} : { idPrefix };
  return { id: idOf(placedName(name, index), prefixed), list: idOf(name, prefixed), first: idOf(itemKey(name, 0), prefixed), isItem: index !== undefined };
}

/** Remembers where an error is shown. Returns the id that its message needs, for a link to it or for a field that refers to it. */
function noteShown(shown: ShownErrors, { id, list, first, isItem }: ErrorPlace, item: string): string | undefined {
  if (isItem) {
    if (item === list) shown.firsts.add(list);
    else shown.own.add(id);
    return undefined;
  }
  if (item !== id) {
    shown.listed.set(item, errorId(id));
    return shown.messageId(item, id);
  }
  shown.own.add(id);
  shown.lists.add(id);
  // The first field refers to the errors of the whole list.
  return shown.referenceId(first, id);
}

/**
 * Returns the errors that stand at a field. The field `tags[]` shows the errors of its items, `tags.0` and `tags.1`, unless they stand at the items. If
 * each item has a field of its own, the first one also shows the errors of the whole list, unless they stand at the list.
 */
export function errorsAt(errors: FormErrors, name: string, options: PlaceOptions): readonly ViewError[] {
  const { index, items = true } = options;
  const shown = shownOf(errors);
  const place = placeOf(name, options);
  const list = fieldKey(name);
  const key = fieldKey(placedName(name, index));
  const found = errors.filter(({ field }) => {
    const error = fieldKey(field);
    if (error === key) return index !== undefined || !shown.firsts.has(place.id);
    if (index === 0 && error === list) return !shown.lists.has(place.list);
    const isOfItem = index === undefined && items && placesIn(error).some((at) => itemKey(name, at) === error);
    return isOfItem && !shown.own.has(idOf(field, options));
  });
  // Two items may break the same rule.
  return found.filter((error, at) => found.findIndex((other) => other.message === error.message && other.field === error.field) === at);
}

/** Returns the numbers in a key, which are places in lists: `items.1.qty` has 1. */
function placesIn(key: string): readonly string[] {
  return key.split('.').filter((part) => /^\d{1,4}$/.test(part));
}

function isElement(kind: string | undefined): boolean {
  return kind === 'textarea' || kind === 'select';
}

function isNeverRefilled(kind: string | undefined): boolean {
  return kind === 'password' || kind === 'file';
}
