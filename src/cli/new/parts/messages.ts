/** The data of the app and its validation: `messages.ts`. */
export const MESSAGES = `«/** A message that a visitor left. */
export interface Message {
  readonly id: number;
  readonly name: string;
  readonly text: string;
}

/** What a form or a program sent. Any field may be missing, or have any type. */
export type Fields = Readonly<Record<string, unknown>>;

/** What is wrong with a field: a message for people, and a code for programs. */
export interface Issue {
  readonly path: readonly string[];
  readonly code: string;
  readonly message: string;
}

»/** Kept in memory: a restart forgets the messages. Put your database here. */
const messages«: Message[]» = [];

/** All messages, the newest first. */
export function allMessages()«: readonly Message[]» {
  return messages.toReversed();
}

export function findMessage(id«: string»)«: Message | undefined» {
  return messages.find((message) => String(message.id) === id);
}

/** What is wrong with the fields. The list is empty if all of them are valid. */
export function issuesOf({ name, text }«: Fields»)«: Issue[]» {
  const issues«: Issue[]» = [];
  if (!isText(name, 60)) issues.push({ path: ['name'], code: 'name_length', message: 'Enter your name, in at most 60 letters.' });
  if (!isText(text, 500)) issues.push({ path: ['text'], code: 'text_length', message: 'Write a message of at most 500 letters.' });
  return issues;
}

/** Saves a message. Its fields are valid: issuesOf() found nothing. */
export function addMessage({ name, text }«: Fields»)«: Message» {
  const message = { id: messages.length + 1, name: String(name).trim(), text: String(text).trim() };
  messages.push(message);
  return message;
}

function isText(value«: unknown», most«: number»)«: boolean» {
  return typeof value === 'string' && value.trim() !== '' && value.trim().length <= most;
}
`;
