import type { IncomingRequest } from '../ports/request.ts';
import type { Outcome } from '../responses/outcome.ts';
import type { Format } from './format.ts';
import type { FormRecovery } from './forms.ts';

/**
 * What browsers' forms need beside an answer: a way back with what was wrong and what was typed. Needs cookies, cryptography and
 * bodies, so it is made outside the core (`forms/`) and handed to it by a host; without it every client is answered in place.
 */
export interface FormSupport extends FormRecovery {
  /** Formats asked before the negotiated ones, for a form, an htmx fragment or an Inertia visit. `[]` for everybody else. */
  formats(request: IncomingRequest, outcome: Outcome, negotiated: readonly Format[]): readonly Format[];
}
