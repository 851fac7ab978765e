import { withDeadline } from '../core/deadline.ts';
import type { PublicOutcome } from '../core/disclose.ts';
import { HalyardError } from '../core/errors.ts';
import type { FormatContext } from '../core/format.ts';
import { localsOf } from '../core/formats/locals.ts';

const MAX_FRAGMENT = 2_000_000;
const VIEW_NAME = /^[\w-]+(?:\/[\w-]+)*$/;

/**
 * The app's own part of a page for this outcome, from a folder of its views: `fragments/400`, then `fragments/4xx`; first of all the one
 * that the call names. `undefined`: it has none, or what it has failed, which the log is told.
 */
export async function fragmentView(folder: string, outcome: PublicOutcome, context: FormatContext): Promise<string | undefined> {
  const { views, deadline, forms } = context.settings;
  if (views.length === 0) return undefined;
  const status = String(outcome.status);
  const names = [status, `${status[0]}xx`];
  if (outcome.view !== undefined && VIEW_NAME.test(outcome.view)) names.unshift(outcome.view);
  try {
    const recovered = await forms?.recover(context.request, outcome, false);
    // The form is still there, and in it what was typed: nothing waits for another page.
    const locals = localsOf(outcome, context, recovered);
    for (const name of names.map((one) => `${folder}/${one}`)) {
      for (const engine of views) {
        const text = await withDeadline(Promise.resolve(engine.render(name, locals)), deadline, () => late(name, deadline));
        if (text !== undefined) return checked(text, name);
      }
    }
  } catch (error) {
    context.failed(error);
  }
  return undefined;
}

function late(view: string, deadline: number): HalyardError {
  return new HalyardError('E_VIEW_TIMEOUT', { found: `view "${view}" still rendering after ${deadline} ms`, expected: 'a page before the option `deadline`' });
}

function checked(text: unknown, view: string): string {
  if (typeof text === 'string' && text !== '' && text.length <= MAX_FRAGMENT) return text;
  const found = typeof text === 'string' ? `${text.length} characters` : `a value of type ${typeof text}`;
  throw new HalyardError('E_VIEW_OUTPUT', { found: `${found} from view "${view}"`, expected: `text of at most ${MAX_FRAGMENT} characters` });
}
