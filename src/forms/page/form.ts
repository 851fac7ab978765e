import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { ViewError } from '../../core/formats/locals.ts';
import { firstOf } from '../../core/values/first-of.ts';
import { ForgottenAwait, forgottenIn } from '../../core/values/forgotten-await.ts';
import { isArray } from '../../core/values/guarded-read.ts';
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

/** What a form is made of: what was told to its page, and what its page may tell the next one. */
export interface FormSource {
  /** Of one of the page's forms; of `''`, its only one. */
  errors(bag: string): readonly ViewError[];
  old(bag: string): OldInput;
  messages(): Readonly<Record<string, readonly string[]>>;
  /** Of all its forms; `null` when nothing was told. */
  read(): FlashRead | null;
  /** Called when the page looks at something that it was told. */
  show(): void;
  /** The value of the hidden field `_return`. */
  returnValue(): string;
  /** Keeps messages for the next page. */
  tell(kind: string, texts: readonly string[]): void;
}

/** What was told of the form, in plain data. */
export interface FlashRead {
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly old: OldInput;
  readonly messages: Readonly<Record<string, readonly string[]>>;
}

/**
 * `res.form`, and `form` in every view: what was wrong and what was typed when this page's form came back, the messages for this page,
 * and the HTML that a form needs to show them. Reading it uses it up, when this page goes out.
 */
export class Form {
  readonly #source: FormSource;
  readonly #bag: string;
  #errors: FormErrors | undefined;

  constructor(source: FormSource, bag = '') {
    this.#source = source;
    this.#bag = bag;
  }

  /** What was wrong: a list, and `first(field)`, `all(field)`, `has(field)`. Always there, empty when nothing was. */
  get errors(): FormErrors {
    this.#errors ??= this.#watched(FormErrors.of(this.#source.errors(this.#bag)));
    return this.#errors;
  }

  /** What was typed into the field, else `fallback`: what the app has stored. */
  readonly old = (name: string, fallback: unknown = ''): string => {
    const value = this.#values[fieldKey(name)];
    const text = typeof value === 'object' ? value[0] : value;
    return text ?? (fallback === undefined || fallback === null ? '' : String(fallback));
  };

  /**
   * The messages of a kind for this page; with texts it keeps them for the next one: `flash('success', 'Berth 12 is yours')`.
   *
   * @throws HalyardError E_PROMISE for a promise in the place of a text.
   */
  readonly flash = (kind: string, ...texts: readonly string[]): readonly string[] => {
    if (texts.length > 0) {
      const forgotten = forgottenIn([kind, ...texts]);
      if (forgotten !== undefined) throw new ForgottenAwait('form.flash', forgotten);
      this.#source.tell(kind, texts.map(textOf));
      return [];
    }
    const all = this.#source.messages();
    const messages = Object.hasOwn(all, kind) ? (all[kind] ?? []) : [];
    if (messages.length > 0) this.#source.show();
    return messages;
  };

  /** The same for one of several forms of this page, by the name that its field `_bag` has. */
  bag(name: string): Form {
    return new Form(this.#source, name);
  }

  /** Everything that was told to this page, whichever form it is of; `null` when nothing was. */
  read(): FlashRead | null {
    const read = this.#source.read();
    if (read !== null) this.#source.show();
    return read;
  }

  /** The locals of a view, for hosts that render without us: `views.render('signup', { ...res.form.locals })`. */
  get locals(): Readonly<Record<string, unknown>> {
    return { errors: this.errors, old: this.old, flash: this.flash, form: this };
  }

  /** "Error: Sign up" when the form came back, else "Sign up": a page's title is the first thing heard (WCAG 2.4.2). */
  title(title: string): string {
    return `${titlePrefix(this.errors)}${title}`;
  }

  /** The list of what is wrong, with a link to each field; `''` when nothing is. HTML, escaped. */
  summary(options?: SummaryOptions): string {
    return errorSummary(this.errors, options);
  }

  /** What is wrong with one field, to stand beside it; `''` when nothing is. HTML, escaped. */
  error(name: string, options?: FieldErrorOptions): string {
    return fieldError(this.errors, name, options);
  }

  /** `id`, `name`, the value that was typed, and the wiring of what is wrong. HTML, escaped. */
  attributes(name: string, options: FieldAttributesOptions = {}): string {
    const { value, ...others } = options;
    const typed = showsOldValue(options.type) ? this.old(name, value) : (value ?? '');
    return fieldAttributes(this.errors, name, typed === '' ? others : { ...others, value: typed });
  }

  /** ` checked` when this checkbox or radio button was chosen. */
  checked(name: string, value = 'on', otherwise = false): string {
    return isChosen(this.#values, name, value, otherwise) ? ' checked' : '';
  }

  /** ` selected` when this option was chosen. */
  selected(name: string, value: string, otherwise = false): string {
    return isChosen(this.#values, name, value, otherwise) ? ' selected' : '';
  }

  /** Says which page the form stands on, for browsers that send no Referer. HTML. */
  returnField(): string {
    const value = this.#source.returnValue();
    return value === '' ? '' : `<input type="hidden" name="_return" value="${escapeHtml(value)}">`;
  }

  /** Says which of the page's forms this is. HTML. */
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

  /** Looked at, it is shown. A list that is only handed on, as Express does with every local, is not. */
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

/** A list in the place of a text, as in `flash('error', messages)`: as many of its items as anybody reads. It may be sparse, with billions of them. */
function textOf(value: unknown): string {
  return isArray(value) ? firstOf(value).map(String).join(',') : String(value);
}
