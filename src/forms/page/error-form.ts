import type { Recovered } from '../../core/formats/forms.ts';
import type { ViewError } from '../../core/formats/locals.ts';
import { pageNonce } from '../flash/flash-cookies.ts';
import type { OldInput, Withheld } from '../flash/flash-note.ts';
import type { Messages } from '../flash/messages.ts';
import type { FormSettings } from '../request/form-settings.ts';
import { Form } from './form.ts';
import type { FlashRead, FormSource } from './form-source.ts';
import { onceValue } from './once-value.ts';

const NO_FIELDS: Readonly<Record<string, never>> = Object.freeze(Object.create(null));

/** The form of an error page that replaces the form's page. The same partial view shows the errors and the submitted values. */
export class ErrorForm implements FormSource {
  readonly #settings: FormSettings;
  readonly #errors: readonly ViewError[];
  readonly #recovered: Recovered | undefined;
  readonly #messages: Messages;

  constructor(settings: FormSettings, errors: readonly ViewError[], recovered: Recovered | undefined, messages: Messages = NO_FIELDS) {
    this.#settings = settings;
    this.#errors = errors;
    this.#recovered = recovered;
    this.#messages = messages;
  }

  get locals(): Readonly<Record<string, unknown>> {
    return new Form(this).locals;
  }

  errors(): readonly ViewError[] {
    return this.#errors;
  }

  hasErrors(): boolean {
    return this.#errors.length > 0;
  }

  withheld(): Withheld | undefined {
    return this.#recovered === undefined ? undefined : (this.#recovered.withheld ?? { fields: [], files: [] });
  }

  old(): OldInput {
    if (this.#recovered === undefined) return NO_FIELDS;
    return Object.assign(Object.create(null), Object.fromEntries(this.#recovered.typed.map(({ name, value }) => [name, value])));
  }

  incomplete(): boolean {
    return (this.#recovered?.tooLong.length ?? 0) > 0;
  }

  messages(): Messages {
    return this.#messages;
  }

  read(): FlashRead | null {
    return null;
  }

  /** Nothing has to be used up, because the values came with this request. */
  show(): void {}

  /** There is no flash to keep. */
  keep(): void {}

  /** A form on this page leads to the page of the first form, because the address of this page cannot be opened. */
  returnValue(): string {
    const back = this.#recovered?.back;
    return back === undefined ? '' : this.#settings.returns.write(back, pageNonce(this.#settings.random));
  }

  onceValue(): string {
    return onceValue(this.#settings);
  }

  /** An error page keeps no messages, because it ends its request. */
  keepMessages(): void {}
}
