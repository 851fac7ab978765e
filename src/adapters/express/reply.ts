import type { ResponseMethods } from '../../core/responses/methods.ts';
import type { Form } from '../../forms/page/form.ts';
import type { FlashMember } from '../../forms/page/form-member.ts';

declare global {
  namespace Express {
    interface Response extends ResponseMethods {
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
    interface Request extends FlashMember {}
  }
}
