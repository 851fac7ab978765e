import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import type { FormatContext } from '../../core/formats/format.ts';
import type { Recovered } from '../../core/formats/forms.ts';

/** What a fragment in a form's place adds to the error. */
export interface RecoveredPart {
  /** The way back to the form, as HTML. */
  readonly linkBack: string;
  /** The submitted values, as HTML. A form that stays in the page has them itself. */
  readonly typed: string;
  /** The header fields that bring the submitted values to the form's page. */
  readonly headers: Recovered['headers'];
}

const NOTHING: RecoveredPart = { linkBack: '', typed: '', headers: undefined };

/** Returns the way back to a form whose place an error takes. A failure is logged, and the error goes out without it. */
export async function recoveredPart(outcome: PublicOutcome, { settings: { forms }, request, failed }: FormatContext): Promise<RecoveredPart> {
  try {
    const recovered = await forms?.recover(request, outcome, true);
    if (forms === undefined || recovered === undefined) return NOTHING;
    const { linkBack, typed } = forms.sections(recovered, outcome.resend);
    return { linkBack, typed, headers: recovered.headers };
  } catch (error) {
    failed(error);
    return NOTHING;
  }
}
