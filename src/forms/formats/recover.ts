import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import type { Recovered } from '../../core/formats/forms.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { flashFields } from '../flash/departure.ts';
import type { FlashNote } from '../flash/flash-note.ts';
import { notKept } from '../flash/flash-text.ts';
import { FlashTooLong, storeFlash } from '../flash/store-flash.ts';
import type { FormSettings } from '../request/form-settings.ts';
import { nonceOf, ownPage, pageOfForm, wayBackTo } from '../request/return-target.ts';
import { submission } from '../request/submission.ts';

/** The longest value in characters. A page has more room than a cookie, so a long letter stays whole. */
const LONGEST = 32_768;
const MOST_TEXT = 131_072;

/**
 * Returns the submitted values of a form that ends in an error page, and the way back to the form. Only the person who submitted them may see them, so the
 * caller has proved that a page of this origin sent the request.
 *
 * @param restore whether a flash may fill the form in when the visitor goes back
 */
export async function recovered(settings: FormSettings, request: IncomingRequest, outcome: PublicOutcome, restore: boolean): Promise<Recovered> {
  const submitted = await request.submitted?.();
  const { old, withheld, tooLong: tooLongFields } = submission(settings, request, submitted, LONGEST);
  const left = new Set(tooLongFields);
  const back = wayBackTo(settings, request, outcome.redirectTo, submitted);
  const typed = shown(
    Object.entries(old).map(([name, value]) => ({ name, value: typeof value === 'string' ? value : value.join('\n') })),
    left,
  );
  const tooLong = [...left];
  const isRestorable = restore && typed.length > 0 && settings.stores.length > 0 && !settings.unkept.has(request.native as object);
  const page = pageOfForm(settings, request, submitted) ?? (mayBeCorrect(outcome) ? ownPage(settings, request) : undefined);
  const hasWithheld = withheld !== undefined && withheld.fields.length + withheld.files.length > 0;
  const shownHere = { typed, tooLong, ...(hasWithheld ? { withheld } : undefined) };
  if (page === undefined || !isRestorable) return { ...shownHere, back, restores: false, headers: undefined };
  try {
    const cut = tooLongFields.length === 0 ? { issues: [] } : { issues: [{ message: notKept(tooLongFields), path: [] }], incomplete: true };
    const note = { to: page, bag: outcome.bag ?? bagOf(submitted), ...cut, old, messages: {}, ...(withheld === undefined ? undefined : { withheld }) };
    const { cookies, isWhole } = await storeMost(settings, request, note, nonceOf(settings, submitted));
    return { ...shownHere, back: page, restores: isWhole && tooLong.length === 0, headers: flashFields(request, cookies) };
  } catch (error) {
    settings.log('warn', { err: error }, 'halyard: what was typed could not be kept for the way back to the form');
    return { ...shownHere, back, restores: false, headers: undefined };
  }
}

/** Keeps the whole note, or as much of it as fits. The form then names the fields that are missing. */
async function storeMost(
  settings: FormSettings,
  request: IncomingRequest,
  note: Omit<FlashNote, 'at'>,
  nonce: string,
): Promise<{ readonly cookies: readonly string[]; readonly isWhole: boolean }> {
  try {
    return { cookies: await storeFlash(settings, request, note, { nonce, whole: true }), isWhole: true };
  } catch (error) {
    if (!(error instanceof FlashTooLong)) throw error;
    return { cookies: await storeFlash(settings, request, note, { nonce }), isWhole: false };
  }
}

/** Returns whether the submitted values may be correct. The visitor then goes back to send them a second time. */
function mayBeCorrect({ status, resend }: PublicOutcome): boolean {
  return resend || status === 413 || status === 429 || status >= 500;
}

/**
 * Returns only the way back, for a form whose request does not prove that a page of this origin sent it. Nothing of it is kept or shown. A link to a page
 * of this origin is harmless.
 */
export async function linkBack(settings: FormSettings, request: IncomingRequest, { redirectTo }: PublicOutcome): Promise<Recovered> {
  return { typed: [], tooLong: [], back: wayBackTo(settings, request, redirectTo, await request.submitted?.()), restores: false, headers: undefined };
}

/** Returns the name of the form on its page, from the field `_bag`. */
export function bagOf(submitted: unknown): string {
  const bag = typeof submitted === 'object' && submitted !== null && Object.hasOwn(submitted, '_bag') ? (submitted as { _bag: unknown })._bag : undefined;
  return typeof bag === 'string' && /^[\w-]{1,64}$/.test(bag) ? bag : '';
}

/** Returns the filled-in fields, as many as a page can hold. The names of the others go into `tooLong`. */
function shown(fields: Recovered['typed'], tooLong: Set<string>): Recovered['typed'] {
  let room = MOST_TEXT;
  return fields.filter(({ name, value }) => {
    if (value.trim() === '') return false;
    room -= value.length;
    if (room < 0) tooLong.add(name);
    return room >= 0;
  });
}
