import { wrongArgument } from '../output/wrong-argument.ts';

/** The members that hold the body as it came, in the order of trust, and after them the parsed ones. */
const TEXTS = ['text', 'payload', 'rawPayload', 'rawBody', 'body', 'data', 'result'] as const;

/** Reads the body that a library has kept on its response: superagent's `text`, light-my-request's `payload`, got's `body`, axios' `data`. */
export function bodyIn(name: string, response: Readonly<Record<string, unknown>>): string {
  const parts = TEXTS.map((member) => response[member]).filter((part) => part !== undefined && part !== null && typeof part !== 'function');
  for (const part of parts) {
    if (typeof part === 'string') return part;
    if (part instanceof ArrayBuffer || ArrayBuffer.isView(part)) return new TextDecoder().decode(part as ArrayBuffer);
  }
  const parsed = parts.find((part) => !isStream(part));
  if (parsed === undefined && (parts.length > 0 || typeof response['pipe'] === 'function')) throw unread(name);
  if (parsed === undefined) return '';
  // superagent has an empty object for a response without a body.
  return typeof parsed === 'object' && Object.keys(parsed as object).length === 0 ? '' : JSON.stringify(parsed);
}

function isStream(value: unknown): boolean {
  const { pipe, getReader } = value as { pipe?: unknown; getReader?: unknown };
  return typeof pipe === 'function' || typeof getReader === 'function';
}

function unread(name: string): TypeError {
  return wrongArgument(name, {
    found: 'a response whose body is a stream that has not been read',
    expected: 'a response with its body as text',
    todo: "Read it first, and pass both: { status, headers, body: await text(response) }, with `text` of 'node:stream/consumers'.",
  });
}
