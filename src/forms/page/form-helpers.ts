import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { OldInput } from '../flash/flash-note.ts';
import { type FormErrors, fieldKey } from './form-errors.ts';

/** What the helpers of one form have in common. */
export interface HelperOptions {
  /** Before every id, where a page has two forms with a field of the same name: `tides-`. */
  readonly idPrefix?: string;
}

export interface SummaryOptions extends HelperOptions {
  /** Default: `There is a problem`. */
  readonly title?: string;
  /** May the summary take the focus when the page opens? Default: true. */
  readonly autofocus?: boolean;
}

export interface FieldErrorOptions extends HelperOptions {
  /** The field's own id, where it is not made of its name. */
  readonly id?: string;
  /** What a screen reader hears before the message. Default: `Error:`. */
  readonly label?: string;
}

export interface FieldAttributesOptions extends HelperOptions {
  /** Default: made of the name. */
  readonly id?: string;
  /** The type of an `<input>`, or `textarea` or `select`, which have no such attribute and no `value` either. */
  readonly type?: string;
  /** The ids of what else describes the field: `email-hint`. */
  readonly describedBy?: string;
  /** Never written for `password` and `file`. */
  readonly value?: string;
}

/** The id that the helpers give to a field: `address[city]` and `address.city` have `address-city`. */
export function idOf(name: string, { idPrefix = '' }: HelperOptions = {}): string {
  return (idPrefix + fieldKey(name)).replace(/[^\p{L}\p{N}_-]+/gu, '-');
}

/**
 * Everything that is wrong, in one place at the top of the page, each with a link to its field. `''` when nothing is.
 * It takes the focus by `autofocus`, which needs no script; it is no `role="alert"`, which would have it read out a second time.
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

/** What is wrong with a field, to stand beside it, in the same words as in the summary. `''` when nothing is. */
export function fieldError(errors: FormErrors, name: string, { id, label = 'Error:', ...options }: FieldErrorOptions = {}): string {
  const messages = errors.all(name);
  if (messages.length === 0) return '';
  const text = messages.map(escapeHtml).join('<br>');
  return `<p${attribute('id', errorId(id ?? idOf(name, options)))} class="field-error"><span class="visually-hidden">${escapeHtml(label)}</span> ${text}</p>`;
}

/** What a field needs to be found, named and described: ` id="email" name="email" aria-invalid="true" aria-describedby="email-hint email-error"`. */
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

/** Is what was typed into a field of this type its `value`? For the others it is the text of a textarea, a choice, or never given back. */
export function showsOldValue(type = 'text'): boolean {
  const kind = type.toLowerCase();
  return !isElement(kind) && !isNeverRefilled(kind) && kind !== 'checkbox' && kind !== 'radio' && kind !== 'hidden';
}

/** What a page's title begins with when its form came back, so that it is the first thing heard: `Error: `. */
export function titlePrefix(errors: FormErrors, prefix = 'Error: '): string {
  return errors.length === 0 ? '' : prefix;
}

/**
 * Was this choice of a checkbox, radio button or select made? Without a form that came back it is as the app says: a box that
 * the visitor has cleared is not sent at all, and must not come back ticked.
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
