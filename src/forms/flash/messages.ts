/** Messages by kind: `{ success: ['Booked.'] }`. */
export type Messages = Readonly<Record<string, readonly string[]>>;

/** The most messages of one kind. A loop that adds the same message without end must not fill a cookie. */
const MAX_MESSAGES = 32;

/** Merges messages by kind. The object has no prototype, because a kind may have any name. */
export function merged(all: readonly Messages[]): Messages {
  const messages: Record<string, readonly string[]> = Object.create(null);
  for (const one of all) {
    for (const [kind, texts] of Object.entries(one)) messages[kind] = [...(messages[kind] ?? []), ...texts].slice(0, MAX_MESSAGES);
  }
  return messages;
}
