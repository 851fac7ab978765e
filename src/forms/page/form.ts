import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { ViewError } from '../../core/formats/locals.ts';
import { firstOf } from '../../core/values/first-of.ts';
import { isArray } from '../../core/values/guarded-read.ts';
import { findUnawaited, UnawaitedPromiseError } from '../../core/values/unawaited-promise.ts';
import type { OldInput } from '../flash/flash-note.ts';
import { FormErrors, fieldKey } from './form-errors.ts';
import {
  errorSummary,
  type FieldAttributesOptions,
  type FieldErrorOptions,
  fieldAttributes,
  fieldError,
  isChosen,
  type SummaryOptions,
  showsOldValue,
  titlePrefix,
} from './form-helpers.ts';

/** The source of a form's values: the flash of its page, and the messages for the next page. */
export interface FormSource {
  /** Returns the errors of one of the page's forms. `''` is the page's only form. */
  errors(bag: string): readonly ViewError[];
  /** Returns the submitted values of one of the page's forms. */
  old(bag: string): OldInput;
  /** Returns the messages for this page, by kind. */
  messages(): Readonly<Record<string, readonly string[]>>;
  /** Returns the flash of all its forms, or `null` if there is none. */
  read(): FlashRead | null;
  /** Called when the page reads a part of the flash. */
  show(): void;
  /** Returns the value of the hidden field `_return`. */
  returnValue(): string;
  /** Keeps messages for the next page. */
  keepMessages(kind: string, texts: readonly string[]): void;
}

/** The flash of a page in plain data. */
export interface FlashRead {
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly old: OldInput;
  readonly messages: Readonly<Record<string, readonly string[]>>;
}

/**
 * `res.form`, and `form` in every view: the errors and submitted values if this page's form came back, the messages for this page, and the HTML that a
 * form needs to show them. A flash that the page reads is used up when the page is sent.
 */
export class Form {
  readonly #source: FormSource;
  readonly #bag: string;
  #errors: FormErrors | undefined;

  constructor(source: FormSource, bag = '') {
    this.#source = source;
    this.#bag = bag;
  }

  /** The errors: a list with `first(field)`, `all(field)` and `has(field)`. It is empty without errors. */
  get errors(): FormErrors {
    this.#errors ??= this.#watched(FormErrors.of(this.#source.errors(this.#bag)));
    return this.#errors;
  }

  /** Returns the submitted value of the field, else `fallback`, the value that the app has stored. */
  readonly old = (name: string, fallback: unknown = ''): string => {
    const value = this.#values[fieldKey(name)];
    const text = typeof value === 'object' ? value[0] : value;
    return text ?? (fallback === undefined || fallback === null ? '' : String(fallback));
  };

  /**
   * Returns the messages of a kind for this page. With texts it keeps them for the next page: `flash('success', 'Berth 12 is yours')`.
   *
   * @throws HalyardError E_PROMISE if a text is a promise
   */
  readonly flash = (kind: string, ...texts: readonly string[]): readonly string[] => {
    if (texts.length > 0) {
      const forgotten = findUnawaited([kind, ...texts]);
      if (forgotten !== undefined) throw new UnawaitedPromiseError('form.flash', forgotten);
      this.#source.keepMessages(kind, texts.map(textOf));
      return [];
    }
    const all = this.#source.messages();
    const messages = Object.hasOwn(all, kind) ? (all[kind] ?? []) : [];
    if (messages.length > 0) this.#source.show();
    return messages;
  };

  /** Returns the form for one of several forms of this page, by the name in its field `_bag`. */
  bag(name: string): Form {
    return new Form(this.#source, name);
  }

  /** Returns the whole flash of this page, of all its forms, or `null` if there is none. */
  read(): FlashRead | null {
    const read = this.#source.read();
    if (read !== null) this.#source.show();
    return read;
  }

  /** The locals of a view, for hosts that render views themselves: `views.render('signup', { ...res.form.locals })`. */
  get locals(): Readonly<Record<string, unknown>> {
    return { errors: this.errors, old: this.old, flash: this.flash, form: this };
  }

  /** Returns "Error: Sign up" if the form came back, else "Sign up". A screen reader reads a page's title first (WCAG 2.4.2). */
  title(title: string): string {
    return `${titlePrefix(this.errors)}${title}`;
  }

  /** Returns the list of errors as escaped HTML, with a link to each field, or `''` without errors. */
  summary(options?: SummaryOptions): string {
    return errorSummary(this.errors, options);
  }

  /** Returns the error of one field as escaped HTML, to show next to it, or `''` without an error. */
  error(name: string, options?: FieldErrorOptions): string {
    return fieldError(this.errors, name, options);
  }

  /** Returns `id`, `name`, the submitted value, and the attributes that refer to the error, as escaped HTML. */
  attributes(name: string, options: FieldAttributesOptions = {}): string {
    const { value, ...others } = options;
    const typed = showsOldValue(options.type) ? this.old(name, value) : (value ?? '');
    return fieldAttributes(this.errors, name, typed === '' ? others : { ...others, value: typed });
  }

  /** Returns ` checked` if this checkbox or radio button was chosen. */
  checked(name: string, value = 'on', otherwise = false): string {
    return isChosen(this.#values, name, value, otherwise) ? ' checked' : '';
  }

  /** Returns ` selected` if this option was chosen. */
  selected(name: string, value: string, otherwise = false): string {
    return isChosen(this.#values, name, value, otherwise) ? ' selected' : '';
  }

  /** Returns a hidden field with the page of the form, for browsers that send no Referer. */
  returnField(): string {
    const value = this.#source.returnValue();
    return value === '' ? '' : `<input type="hidden" name="_return" value="${escapeHtml(value)}">`;
  }

  /** Returns a hidden field with the name of this form, if a page has several. */
  bagField(name: string = this.#bag): string {
    return name === '' ? '' : `<input type="hidden" name="_bag" value="${escapeHtml(name)}">`;
  }

  get #values(): OldInput {
    const values = this.#source.old(this.#bag);
    for (const _ in values) {
      this.#source.show();
      break;
    }
    return values;
  }

  /** Marks the flash as shown when a view reads the list. Express passes every local on without reading it, which does not count. */
  #watched(errors: FormErrors): FormErrors {
    if (errors.length === 0) return errors;
    const source = this.#source;
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
