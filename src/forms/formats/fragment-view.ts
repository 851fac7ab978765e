import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import type { FormatContext } from '../../core/formats/format.ts';
import { ownView } from '../../core/formats/own-view.ts';

/**
 * The app's own part of a page for this outcome, from a folder of its views: `fragments/400`, then `fragments/4xx`; first of all the one
 * that the call names. `undefined`: it has none, or what it has failed, which the log is told.
 */
export async function fragmentView(folder: string, outcome: PublicOutcome, context: FormatContext): Promise<string | undefined> {
  if (context.settings.views.length === 0) return undefined;
  try {
    // The form is still there, and in it what was typed: nothing waits for another page.
    const recovered = await context.settings.forms?.recover(context.request, outcome, false);
    return await ownView(outcome, context, recovered, `${folder}/`);
  } catch (error) {
    context.failed(error);
    return undefined;
  }
}
