/** The value of `--until`: the expected end, or what is wrong with it. */
export type Until = { readonly at: Date } | { readonly problem: string };

const TIME = /^(?<hours>\d{1,2}):(?<minutes>\d{2})(?<utc>Z?)$/i;
const DATE = /^(?<date>\d{4}-\d{2}-\d{2})[T ](?<time>\d{2}:\d{2})(?<seconds>:\d{2})?(?<zone>Z|[+-]\d{2}:\d{2})?$/i;

/**
 * Reads a time such as `14:00`, which is today, or tomorrow if it is past, or a date with a time. Without a zone it is the local time of this machine.
 */
export function readUntil(typed: string, now: Date): Until {
  const time = TIME.exec(typed)?.groups;
  if (time !== undefined) return timeOfDay(Number(time['hours']), Number(time['minutes']), { isUtc: time['utc'] !== '', now }) ?? unreadable(typed);
  const date = DATE.exec(typed)?.groups;
  if (date === undefined) return unreadable(typed);
  const at = new Date(`${date['date']}T${date['time']}${date['seconds'] ?? ':00'}${(date['zone'] ?? '').toUpperCase()}`);
  // `Date` reads the 30th of February as the 1st or 2nd of March.
  if (Number.isNaN(at.getTime()) || !isDay(date['date'] as string)) return unreadable(typed);
  return at > now ? { at } : { problem: `--until is ${typed}, which is in the past.` };
}

function timeOfDay(hours: number, minutes: number, { isUtc, now }: { readonly isUtc: boolean; readonly now: Date }): Until | undefined {
  if (hours > 23 || minutes > 59) return undefined;
  const at = new Date(now);
  if (isUtc) at.setUTCHours(hours, minutes, 0, 0);
  else at.setHours(hours, minutes, 0, 0);
  if (at > now) return { at };
  if (isUtc) at.setUTCDate(at.getUTCDate() + 1);
  else {
    at.setDate(at.getDate() + 1);
    // The day before may have moved the time over an hour that summer time leaves out.
    at.setHours(hours, minutes, 0, 0);
  }
  return { at };
}

function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

function unreadable(typed: string): Until {
  return {
    problem: `--until is ${JSON.stringify(typed)}. Expected a time such as 14:00 (local) or 14:00Z (UTC), or a date such as 2026-11-30T14:00, with Z for UTC.`,
  };
}
