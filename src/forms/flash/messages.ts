/** Messages by kind: `{ success: ['Booked.'] }`. */
export type Messages = Readonly<Record<string, readonly string[]>>;

/** Of one kind: a loop that tells the same thing for ever fills no cookie. */
const MAX_MESSAGES = 32;

/** All of them, by kind, without a prototype: a kind may have any name. */
export function merged(all: readonly Messages[]): Messages {
  const messages: Record<string, readonly string[]> = Object.create(null);
  for (const one of all) {
    for (const [kind, texts] of Object.entries(one)) messages[kind] = [...(messages[kind] ?? []), ...texts].slice(0, MAX_MESSAGES);
  }
  return messages;
}
