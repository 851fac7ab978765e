import { firstOf } from './first-of.ts';
import { ownMembers } from './guarded-read.ts';
import type { Understand } from './meaning.ts';
import type { Outcome } from './outcome.ts';
import { withoutQuotes } from './without-quotes.ts';

/**
 * The outcome with what its first argument says beyond what the core could read of it, and with errors that the log may have. The status
 * stays: the app has said that. An outcome without such an argument and without errors costs two looks.
 */
export function understood(outcome: Outcome, understand: Understand | undefined): Outcome {
  if (understand === undefined || (outcome.unread === undefined && outcome.causes === undefined)) return outcome;
  const whole = outcome.unread === undefined || outcome.status >= 500 ? outcome : withMeaning(outcome, understand);
  const { causes } = whole;
  const safe = causes?.map((cause) => withoutQuotes(cause, understand));
  return safe === undefined || safe.every((cause, index) => cause === causes?.[index]) ? whole : { ...whole, causes: safe };
}

function withMeaning(outcome: Outcome, understand: Understand): Outcome {
  const { unread, causes } = outcome;
  const meaning = ownMembers(understand(unread));
  if (meaning === undefined) return outcome;
  const { issues, quotes } = meaning;
  // The text of an error from 500 up was written for the log, also when the error is passed to a response below.
  const detail = meaning.detail === undefined || (meaning.status ?? 400) >= 500 ? outcome.detail : meaning.detail;
  if (issues === undefined) return { ...outcome, detail, causes: quotes ? undefined : causes };
  const passed = firstOf(unread);
  // The errors of a validation hold what was typed, often in their text.
  const others = causes?.filter((cause) => cause !== unread && !passed.includes(cause));
  return { ...outcome, issues, data: undefined, causes: others?.length ? others : undefined };
}
