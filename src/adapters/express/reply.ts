import type { ResponseMethods } from '../../core/responses/methods.ts';
import type { Form } from '../../forms/page/form.ts';

declare global {
  namespace Express {
    interface Response extends ResponseMethods {
      readonly form: Form;
    }
    /** As connect-flash has it, without a session. */
    interface Request {
      flash(): Record<string, unknown[]>;
      flash(kind: string): unknown[];
      flash(kind: string, message: string | readonly string[], ...values: readonly unknown[]): number;
    }
  }
}
