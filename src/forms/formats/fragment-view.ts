import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import { appView } from '../../core/formats/app-view.ts';
import type { FormatContext } from '../../core/formats/format.ts';
import { errorRecord } from '../../core/values/error-reading.ts';

/** The app's own fragment, or what the built-in one has to show in its place. */
export interface OwnFragment {
  /** The app's fragment. `undefined`: the app has none, it failed, or a developer gets the error in its place. */
  readonly own?: string | undefined;
  /** The outcome. In development it has the failure of the app's fragment, too. */
  readonly outcome: PublicOutcome;
  /** HTML for the developer, who gets the error in place of the app's fragment. */
  readonly note?: string;
}

/**
 * Renders the app's own fragment for this outcome, from a folder of its views: the one that the call names, then `fragments/400`, then `fragments/4xx`. In
 * development it does not hide the error of a 5xx, as a page does not. A failure is logged.
 */
export async function fragmentView(folder: string, outcome: PublicOutcome, context: FormatContext): Promise<OwnFragment> {
  const { views, forms, choosePage, now } = context.settings;
  if (views.length === 0) return { outcome };
  try {
    // The page still shows the form with the submitted values, so no flash is kept.
    const recovered = await forms?.recover(context.request, outcome, false);
    const own = await appView(outcome, context, recovered, `${folder}/`);
    const chosen = own === undefined ? undefined : choosePage?.(own, outcome, context, true);
    return typeof chosen === 'object' ? { outcome, note: chosen.note } : { outcome, own };
  } catch (error) {
    context.failed(error);
    return { outcome: outcome.revealed ? { ...outcome, errors: [...outcome.errors, errorRecord(error, now)] } : outcome };
  }
}
