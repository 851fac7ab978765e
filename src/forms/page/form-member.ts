import type { Form } from './form.ts';

/** What forms add to a host's reply: `res.form`, `reply.form`, `ctx.form`. */
export interface FormMember {
  /**
   * The form of this page. After a form was sent back to it, the page has the errors and the submitted values once: `form.errors.first('email')`,
   * `form.old('email')`. `form.flash('success', 'Saved.')` leaves a message for the next page, and `form.flash('success')` reads the messages of
   * this one. Views have the same as the locals `form`, `errors`, `old` and `flash`.
   *
   * @example
   * res.form.flash('success', 'Your order is on its way.');
   * res.redirect('/orders');
   */
  readonly form: Form;
}

/** `req.flash()` as connect-flash has it, without a session. */
export interface FlashMember {
  /** Takes all messages for this page, by kind. */
  flash(): Record<string, unknown[]>;
  /**
   * Takes the messages of one kind for this page. The kind `errors` has the errors of a form that was sent back.
   *
   * @example
   * const errors = req.flash('errors');
   */
  flash(kind: string): unknown[];
  /**
   * Leaves a message, or several, for the next page.
   *
   * @param message A text with `%s` for the values, or a list of texts.
   * @returns the number of messages of this kind.
   * @example
   * req.flash('success', 'Saved.');
   */
  flash(kind: string, message: string | readonly string[], ...values: readonly unknown[]): number;
}
