import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import { appView } from '../../core/formats/app-view.ts';
import type { FormatContext } from '../../core/formats/format.ts';

/**
 * Renders the app's own fragment for this outcome, from a folder of its views: the one that the call names, then `fragments/400`, then `fragments/4xx`.
 * Returns `undefined` if there is none or it failed. A failure is logged.
 */
export async function fragmentView(folder: string, outcome: PublicOutcome, context: FormatContext): Promise<string | undefined> {
  if (context.settings.views.length === 0) return undefined;
  try {
    // The page still shows the form with the submitted values, so no flash is kept.
    const recovered = await context.settings.forms?.recover(context.request, outcome, false);
    return await appView(outcome, context, recovered, `${folder}/`);
  } catch (error) {
    context.failed(error);
    return undefined;
  }
}
