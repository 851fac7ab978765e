import { firstOf } from './first-of.ts';
import { ownMembers } from './guarded-read.ts';
import type { Understand } from './meaning.ts';
import type { Outcome } from './outcome.ts';

/**
 * The outcome with what its first argument says beyond what the core could read of it. The status stays: the app has said that. An
 * outcome without such an argument costs one look.
 */
export function understood(outcome: Outcome, understand: Understand | undefined): Outcome {
  const { unread, status, causes } = outcome;
  if (unread === undefined || understand === undefined || status >= 500) return outcome;
  const meaning = ownMembers(understand(unread));
  if (meaning === undefined) return outcome;
  const { detail = outcome.detail, issues, quotes } = meaning;
  if (issues === undefined) return { ...outcome, detail, causes: quotes ? undefined : causes };
  const passed = firstOf(unread);
  // The errors of a validation hold what was typed, often in their text.
  const others = causes?.filter((cause) => cause !== unread && !passed.includes(cause));
  return { ...outcome, issues, data: undefined, causes: others?.length ? others : undefined };
}
