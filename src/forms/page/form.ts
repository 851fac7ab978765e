import { escapeHtml } from '../../core/formats/escape-html.ts';
import { type AskAgainOptions, askAgainHtml } from './ask-again.ts';
import { type Choices, type GroupOptions, groupHtml, type SelectOptions, selectHtml } from './choices.ts';
import { hiddenField, type SubmitOptions, submitButton } from './form-controls.ts';
import type { FormErrors } from './form-errors.ts';
import {
  controlId,
  errorSummary,
  type FieldAttributesOptions,
  type FieldErrorOptions,
  fieldError,
  fieldProps,
  type SummaryOptions,
  showsOldValue,
  titlePrefix,
} from './form-helpers.ts';
import type { FlashRead, FormSource } from './form-source.ts';
import { FormState } from './form-state.ts';
import { type Attributes, attributesHtml } from './html.ts';
import { isOfHandlebars, optionsFrom, withoutHandlebars } from './template-options.ts';

/** Options that all helpers of one form share. */
export interface FormDefaults {
  /** A prefix for every id: `newsletter-`. */
  readonly idPrefix?: string;
}

/**
 * `res.form`, and `form` in every view: the errors and submitted values if this page's form came back, the messages for this page, and the HTML that a
 * form needs to show them. A flash that the page reads is used up when the page is sent. Every helper is a property of the object itself, because Handlebars
 * calls no inherited function.
 */
export class Form {
  readonly #state: FormState;
  readonly #defaults: FormDefaults;
  /** The errors: a list with `first(field)`, `all(field)` and `has(field)`. It is empty without errors. */
  declare readonly errors: FormErrors;
  /** The names of the fields that were filled in and are not given back: fields with a secret, and files. */
  declare readonly withheld: readonly string[];
  /** Whether a part of what was typed could not be kept, because it is too long. Then the errors say which fields. */
  declare readonly incomplete: boolean;
  /** The locals of a view, for hosts that render views themselves: `views.render('signup', { ...res.form.locals })`. */
  declare readonly locals: Readonly<Record<string, unknown>>;

  constructor(source: FormSource, bag = '', defaults: FormDefaults = {}) {
    const state = new FormState(source, bag);
    this.#state = state;
    this.#defaults = defaults;
    Object.defineProperties(this, {
      errors: { get: () => state.errors },
      withheld: { get: () => [...(state.withheld?.fields ?? []), ...(state.withheld?.files ?? [])] },
      incomplete: { get: () => source.incomplete(bag) },
      locals: { get: () => ({ errors: this.errors, old: this.old, flash: this.flash, form: this }) },
    });
  }

  /** Returns the submitted value of the field, else `fallback`, the value that the app has stored. */
  readonly old = (name: string, fallback?: unknown): string => this.#state.old(name, withoutHandlebars(fallback));

  /** Returns the submitted values of all fields of this name. Until the form comes back it returns `fallback`, the values that the app has stored. */
  readonly oldList = (name: string, fallback?: readonly unknown[]): readonly string[] => {
    if (this.#state.cameBack) return this.#state.values(name) ?? [];
    return (withoutHandlebars(fallback) ?? []).map(String);
  };

  /**
   * Returns the messages of a kind for this page. With texts it keeps them for the next page: `flash('success', 'Berth 12 is yours')`.
   *
   * @throws HalyardError E_PROMISE if a text is a promise
   */
  readonly flash = (kind: string, ...texts: readonly string[]): readonly string[] => {
    const own = isOfHandlebars(texts.at(-1)) ? texts.slice(0, -1) : texts;
    if (own.length === 0) return this.#state.messages(kind);
    this.#state.keepMessages(kind, own);
    return [];
  };

  /**
   * Returns the form for one of several forms of this page, by the name in its field `_bag`.
   *
   * @example
   * const newsletter = form.bag('newsletter', { idPrefix: 'newsletter-' });
   */
  readonly bag = (name: string, defaults?: FormDefaults): Form => new Form(this.#state.source, name, optionsFrom(defaults) ?? this.#defaults);

  /** Returns the whole flash of this page, of all its forms, or `null` if there is none. */
  readonly read = (): FlashRead | null => this.#state.read();

  /** Keeps the flash of this page for the next page as well, whichever that is. A redirect needs no call: its target has the flash. */
  readonly keep = (): void => this.#state.source.keep();

  /** Returns "Error: Sign up" if a form of the page came back, else "Sign up". A screen reader reads a page's title first (WCAG 2.4.2). */
  readonly title = (title: string): string => `${titlePrefix(this.#state.hasErrorsOnPage)}${title}`;

  /** Returns the list of errors as escaped HTML, with a link to each field, or `''` without errors. */
  readonly summary = (options?: SummaryOptions): string => errorSummary(this.errors, this.#with(options));

  /** Returns the error of one field as escaped HTML, to show next to it, or `''` without an error. */
  readonly error = (name: string, options?: FieldErrorOptions): string => fieldError(this.errors, name, this.#with(options));

  /** Returns the id of a field, for its label. A radio button or a checkbox has an id for each value. */
  readonly id = (name: string, options?: FieldAttributesOptions): string => {
    const all = this.#with(options);
    return this.#state.idOfChoice(name, { type: 'radio', ...all }) ?? controlId(this.errors, name, all);
  };

  /**
   * Returns `id`, `name`, the submitted value, and the attributes that refer to the error, as an object for JSX, which escapes them. Pug's `&attributes`
   * does not escape them.
   *
   * @example
   * <input {...form.props('email', { type: 'email' })} />
   */
  readonly props = (name: string, options?: FieldAttributesOptions): Attributes => {
    const { value, ...others } = this.#with(options);
    const typed = showsOldValue(others.type) ? this.#state.old(name, value, others.index) : (value ?? '');
    const all = typed === '' ? others : { ...others, value: typed };
    return fieldProps(this.errors, name, all, this.#state.idOfChoice(name, all));
  };

  /** Returns `id`, `name`, the submitted value, and the attributes that refer to the error, as escaped HTML. */
  readonly attributes = (name: string, options?: FieldAttributesOptions): string => attributesHtml(this.props(name, options));

  /** Returns a `textarea` with the submitted text, else with `value`, as escaped HTML. */
  readonly textarea = (name: string, options?: Omit<FieldAttributesOptions, 'type'>): string => {
    const { value, ...others } = this.#with(options);
    const attributes = attributesHtml(fieldProps(this.errors, name, { ...others, type: 'textarea' }));
    // HTML removes the first line break of a textarea.
    return `<textarea${attributes}>\n${escapeHtml(this.#state.old(name, value, others.index))}</textarea>`;
  };

  /**
   * Returns a `select` with what was chosen, else with `value`, as escaped HTML.
   *
   * @example
   * form.select('country', { NO: 'Norway', SE: 'Sweden' }, { placeholder: 'Choose a country' })
   */
  readonly select = (name: string, choices: Choices, options?: SelectOptions): string => {
    const all = this.#with(options);
    return selectHtml(this.errors, name, choices, { ...all, isChosen: this.#state.chosen(name, all.value, all.index) });
  };

  /**
   * Returns a group of radio buttons or checkboxes, with its question and its errors, as escaped HTML.
   *
   * @example
   * form.group('days[]', { sat: 'Saturday', sun: 'Sunday' }, { legend: 'Which days?', type: 'checkbox' })
   */
  readonly group = (name: string, choices: Choices, options: GroupOptions): string => {
    const all = this.#with(options);
    return groupHtml(this.errors, name, choices, { ...all, isChosen: this.#state.chosen(name, all.value, all.index) });
  };

  /** Returns ` checked` if this checkbox or radio button was chosen. */
  readonly checked = (name: string, value?: string | number | boolean, otherwise?: boolean): string =>
    this.#state.isChosen(name, String(withoutHandlebars(value) ?? 'on'), withoutHandlebars(otherwise) === true) ? ' checked' : '';

  /** Returns ` selected` if this option was chosen. */
  readonly selected = (name: string, value: string | number | boolean, otherwise?: boolean): string =>
    this.#state.isChosen(name, String(value), withoutHandlebars(otherwise) === true) ? ' selected' : '';

  /** Returns "Please enter again: …" and "Please choose your file again: …" as escaped HTML, with links to the fields, or `''`. */
  readonly askAgain = (options?: AskAgainOptions): string => askAgainHtml(this.#state.withheld, this.#with(options));

  /** Returns a hidden field with the page of the form, for browsers that send no Referer. */
  readonly returnField = (): string => {
    const value = this.#state.source.returnValue();
    return value === '' ? '' : hiddenField('_return', value);
  };

  /** Returns a hidden field with the name of this form, if a page has several. */
  readonly bagField = (name?: string): string => {
    const bag = withoutHandlebars(name) ?? this.#state.bag;
    return bag === '' ? '' : hiddenField('_bag', bag);
  };

  /** Returns a hidden field with an id of this page's form. If the visitor sends the form twice, both requests have the same id in `_once`. */
  readonly onceField = (): string => {
    const value = this.#state.source.onceValue();
    return value === '' ? '' : hiddenField('_once', value);
  };

  /**
   * Returns a button that sends the form. A script of yours can disable it and show `busy` while the form is sent: `docs/forms.md` has one.
   *
   * @example
   * form.submit('Order', { busy: 'Sending …' })
   */
  readonly submit = (text: string, options?: SubmitOptions): string => submitButton(text, optionsFrom(options));

  #with<O extends object>(options: O | undefined): O & FormDefaults {
    return { ...this.#defaults, ...(optionsFrom(options) as O) };
  }
}
