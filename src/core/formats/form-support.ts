import type { IncomingRequest } from '../ports/request.ts';
import type { Outcome } from '../responses/outcome.ts';
import type { Format } from './format.ts';
import type { FormRecovery } from './forms.ts';

/**
 * Adds the way back to a form: a redirect to its page, with the messages and the submitted values. It needs cookies, cryptography and bodies, so
 * `forms/` makes it outside the core, and a host passes it in. Without it, every client gets a direct answer.
 */
export interface FormSupport extends FormRecovery {
  /** The formats that come before the negotiated formats, for a form, an htmx fragment or an Inertia visit. `[]` for other requests. */
  formats(request: IncomingRequest, outcome: Outcome, negotiated: readonly Format[]): readonly Format[];
}
