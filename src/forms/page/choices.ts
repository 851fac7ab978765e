import { escapeHtml } from '../../core/formats/escape-html.ts';
import { isArray } from '../../core/values/guarded-read.ts';
import { choiceId } from './field-ids.ts';
import type { FormErrors } from './form-errors.ts';
import { controlId, errorIdOf, errorsAt, type FieldAttributesOptions, fieldError, fieldProps, type PlaceOptions } from './form-helpers.ts';
import { type Attributes, attributesHtml } from './html.ts';

/** One choice of a select or a group. */
export interface Choice {
  /** The value that is sent. */
  readonly value: string | number;
  /** The text that the visitor reads. Default: the value. */
  readonly label?: string;
  /** A second text, which describes the choice. Only in a group of radio buttons or checkboxes. */
  readonly hint?: string;
  readonly disabled?: boolean;
}

/** Several choices of a select under a heading. */
export interface ChoiceGroup {
  readonly label: string;
  readonly choices: readonly (string | number | Choice)[];
}

/** The choices as a list, or as an object with a label for each value: `{ NO: 'Norway', SE: 'Sweden' }`. */
export type Choices = readonly (string | number | Choice | ChoiceGroup)[] | Readonly<Record<string, string>>;

/** The value or values that the app has stored. They are chosen until the form comes back. */
export type Stored = string | number | boolean | null | undefined | readonly (string | number)[];

/** Options of `form.select`. */
export interface SelectOptions extends Omit<FieldAttributesOptions, 'type' | 'value'> {
  readonly value?: Stored;
  /** The text of a first choice without a value: `Choose a country`. */
  readonly placeholder?: string;
  /** Whether several choices are possible. */
  readonly multiple?: boolean;
}

/** Options of `form.group`. */
export interface GroupOptions extends PlaceOptions {
  /** The question that the group answers. */
  readonly legend: string;
  /** `checkbox` for several answers. Default: `radio`. */
  readonly type?: 'radio' | 'checkbox';
  readonly value?: Stored;
  /** A text under the question. */
  readonly hint?: string;
  /** Further attributes of each radio button or checkbox: `{ required: true }`. */
  readonly attributes?: Attributes;
  /** The hidden label that a screen reader reads before the message. Default: `Error:`. */
  readonly label?: string;
}

/** What was chosen: the submitted values, or the app's until the form comes back. */
type IsChosen = (value: string) => boolean;

/** Returns a `select` with its options as HTML. */
export function selectHtml(errors: FormErrors, name: string, choices: Choices, options: SelectOptions & { readonly isChosen: IsChosen }): string {
  const { value: _, placeholder, multiple = false, isChosen, ...others } = options;
  const option = (choice: Choice): string => {
    const value = String(choice.value);
    const attributes = attributesHtml({ value, selected: isChosen(value), disabled: choice.disabled });
    return `<option${attributes}>${escapeHtml(String(choice.label ?? value))}</option>`;
  };
  const parts = listOf(choices).map((part) =>
    isGroup(part)
      ? `<optgroup${attributesHtml({ label: part.label })}>${part.choices.map((choice) => option(choiceOf(choice))).join('')}</optgroup>`
      : option(choiceOf(part)),
  );
  const first = placeholder === undefined ? '' : `<option value="">${escapeHtml(placeholder)}</option>`;
  return `<select${attributesHtml({ ...fieldProps(errors, name, { ...others, type: 'select' }), multiple })}>${first}${parts.join('')}</select>`;
}

/**
 * Returns a group of radio buttons or checkboxes as HTML: a `fieldset` with the question as its `legend`, the errors, and each choice with its label. The
 * first choice has the id of the field, so the link of the summary leads to it.
 */
export function groupHtml(errors: FormErrors, name: string, choices: Choices, options: GroupOptions & { readonly isChosen: IsChosen }): string {
  const { legend, type = 'radio', hint, attributes, isChosen, label, ...place } = options;
  const base = controlId(errors, name, place);
  const invalid = errorsAt(errors, name, place).length > 0;
  const described = [hint === undefined ? '' : `${base}-hint`, invalid ? errorIdOf(errors, name, place) : ''].filter((id) => id !== '').join(' ') || undefined;
  const flat = listOf(choices)
    .flatMap((part) => (isGroup(part) ? part.choices : [part]))
    .map(choiceOf);
  const items = flat.map((choice, at) => {
    const value = String(choice.value);
    const id = at === 0 ? base : choiceId(base, value);
    const hintId = choice.hint === undefined ? undefined : `${id}-hint${at === 0 ? '-1' : ''}`;
    const props = { id, name, type, value, checked: isChosen(value), disabled: choice.disabled, 'aria-describedby': hintId, ...attributes };
    const about = choice.hint === undefined ? '' : `<span${attributesHtml({ id: hintId, class: 'choice-hint' })}>${escapeHtml(choice.hint)}</span>`;
    return `<div class="choice"><input${attributesHtml(props)}><label${attributesHtml({ for: id })}>${escapeHtml(String(choice.label ?? value))}</label>${about}</div>`;
  });
  return (
    `<fieldset${attributesHtml({ class: 'field-group', 'aria-describedby': described })}><legend>${escapeHtml(legend)}</legend>` +
    (hint === undefined ? '' : `<p${attributesHtml({ id: `${base}-hint`, class: 'field-hint' })}>${escapeHtml(hint)}</p>`) +
    `${fieldError(errors, name, label === undefined ? place : { ...place, label })}${items.join('')}</fieldset>`
  );
}

/** Returns whether a value is one of those that the app has stored. */
export function isStored(stored: Stored, value: string): boolean {
  if (stored === undefined || stored === null) return false;
  return isArray(stored) ? stored.some((one) => String(one) === value) : String(stored) === value;
}

function listOf(choices: Choices): readonly (string | number | Choice | ChoiceGroup)[] {
  return isArray(choices) ? (choices as readonly Choice[]) : Object.entries(choices).map(([value, label]) => ({ value, label: String(label) }));
}

function isGroup(part: string | number | Choice | ChoiceGroup): part is ChoiceGroup {
  return typeof part === 'object' && 'choices' in part;
}

function choiceOf(choice: string | number | Choice): Choice {
  return typeof choice === 'object' ? choice : { value: choice };
}
