import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { OldInput } from '../flash/flash-note.ts';
import { type FormErrors, fieldKey } from './form-errors.ts';

/** The options that the helpers of one form share. */
export interface HelperOptions {
  /** A prefix for every id, if a page has two forms with a field of the same name: `tides-`. */
  readonly idPrefix?: string;
}

/** Options of `errorSummary` and `form.summary`. */
export interface SummaryOptions extends HelperOptions {
  /** The title of the summary. Default: `There is a problem`. */
  readonly title?: string;
  /** Whether the summary takes the focus when the page opens. Default: true. */
  readonly autofocus?: boolean;
}

/** Options of `fieldError` and `form.error`. */
export interface FieldErrorOptions extends HelperOptions {
  /** The field's id, if the helpers did not make it from the name. */
  readonly id?: string;
  /** The hidden label that a screen reader reads before the message. Default: `Error:`. */
  readonly label?: string;
}

/** Options of `fieldAttributes` and `form.attributes`. */
export interface FieldAttributesOptions extends HelperOptions {
  /** The field's id. Default: made from the name. */
  readonly id?: string;
  /** The type of an `<input>`, or `textarea` or `select`. These two elements have no attributes `type` and `value`. */
  readonly type?: string;
  /** The ids of other elements that describe the field: `email-hint`. */
  readonly describedBy?: string;
  /** The field's value. Never written for `password` and `file`. */
  readonly value?: string;
}

/** Returns the id of a field: `address[city]` and `address.city` have `address-city`. */
export function idOf(name: string, { idPrefix = '' }: HelperOptions = {}): string {
  return (idPrefix + fieldKey(name)).replace(/[^\p{L}\p{N}_-]+/gu, '-');
}

/**
 * Returns the HTML of all errors for the top of the page, each with a link to its field, or `''` without errors. It takes the focus by `autofocus`, which
 * needs no script. It has no `role="alert"`, because a screen reader would then read it twice.
 */
export function errorSummary(errors: FormErrors, { title = 'There is a problem', autofocus = true, ...options }: SummaryOptions = {}): string {
  if (errors.length === 0) return '';
  const id = idOf('error-summary', options);
  const items = errors.map(({ field, message }) => {
    const text = escapeHtml(message);
    return field === '' ? `<li>${text}</li>` : `<li><a href="#${escapeHtml(encodeURIComponent(idOf(field, options)))}">${text}</a></li>`;
  });
  return (
    `<div class="error-summary"${attribute('id', id)} role="group"${attribute('aria-labelledby', `${id}-title`)} tabindex="-1"${autofocus ? ' autofocus' : ''}>` +
    `<h2 class="error-summary-title"${attribute('id', `${id}-title`)}>${escapeHtml(title)}</h2>` +
    `<ul class="error-summary-list">${items.join('')}</ul></div>`
  );
}

/** Returns the HTML of a field's errors, with the same text as in the summary, or `''` without errors. */
export function fieldError(errors: FormErrors, name: string, { id, label = 'Error:', ...options }: FieldErrorOptions = {}): string {
  const messages = errors.all(name);
  if (messages.length === 0) return '';
  const text = messages.map(escapeHtml).join('<br>');
  return `<p${attribute('id', errorId(id ?? idOf(name, options)))} class="field-error"><span class="visually-hidden">${escapeHtml(label)}</span> ${text}</p>`;
}

/** Returns the attributes that name and describe a field: ` id="email" name="email" aria-invalid="true" aria-describedby="email-hint email-error"`. */
export function fieldAttributes(
  errors: FormErrors,
  name: string,
  { id: ownId, type, describedBy = '', value, ...options }: FieldAttributesOptions = {},
): string {
  const id = ownId ?? idOf(name, options);
  const invalid = errors.has(name);
  const describing = [describedBy, invalid ? errorId(id) : ''].filter((ids) => ids !== '').join(' ');
  const kind = type?.toLowerCase();
  return (
    attribute('id', id) +
    attribute('name', name) +
    (type === undefined || isElement(kind) ? '' : attribute('type', type)) +
    (value === undefined || isElement(kind) || isNeverRefilled(kind) ? '' : attribute('value', value)) +
    (invalid ? ' aria-invalid="true"' : '') +
    (describing === '' ? '' : attribute('aria-describedby', describing))
  );
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
export function titlePrefix(errors: FormErrors, prefix = 'Error: '): string {
  return errors.length === 0 ? '' : prefix;
}

/**
 * Returns whether this choice of a checkbox, radio button or select was made. Until the form comes back it returns `otherwise`, the app's default. A
 * browser does not send a cleared box, so a missing field means that the visitor has cleared it.
 */
export function isChosen(old: OldInput, name: string, value: string, otherwise = false): boolean {
  if (Object.keys(old).length === 0) return otherwise;
  const key = fieldKey(name);
  const chosen = Object.hasOwn(old, key) ? old[key] : undefined;
  return typeof chosen === 'string' ? chosen === value : chosen?.includes(value) === true;
}

function isElement(kind: string | undefined): boolean {
  return kind === 'textarea' || kind === 'select';
}

function isNeverRefilled(kind: string | undefined): boolean {
  return kind === 'password' || kind === 'file';
}

function errorId(id: string): string {
  return `${id}-error`;
}

function attribute(name: string, value: string): string {
  return ` ${name}="${escapeHtml(value)}"`;
}
