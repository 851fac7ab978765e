/** Messages by kind: `{ success: ['Booked.'] }`. */
export type Messages = Readonly<Record<string, readonly string[]>>;

/** The most messages of one kind. A loop that adds the same message without end must not fill a cookie. */
const MAX_MESSAGES = 32;

/** Returns the messages of several notes by kind. A double click leaves two equal notes, so a text of an earlier note is not repeated. */
export function collapsed(all: readonly Messages[]): Messages {
  const seen = new Set<string>();
  const fresh = all.map((one) => {
    const list = Object.entries(one).map(([kind, texts]) => [kind, texts.filter((text) => !seen.has(`${kind}\n${text}`))] as const);
    for (const [kind, texts] of Object.entries(one)) for (const text of texts) seen.add(`${kind}\n${text}`);
    return Object.fromEntries(list.filter(([, texts]) => texts.length > 0));
  });
  return merged(fresh);
}

/** Merges messages by kind. The object has no prototype, because a kind may have any name. */
export function merged(all: readonly Messages[]): Messages {
  const messages: Record<string, readonly string[]> = Object.create(null);
  for (const one of all) {
    for (const [kind, texts] of Object.entries(one)) messages[kind] = [...(messages[kind] ?? []), ...texts].slice(0, MAX_MESSAGES);
  }
  return messages;
}
