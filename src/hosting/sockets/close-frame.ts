import { statusPhrase } from '../../core/values/status.ts';
import type { Answer } from './message-reply.ts';

/** The longest reason in bytes: the rest of a control frame after the code (RFC 6455 §5.5). */
const MAX_REASON = 123;

/** The close frame of a WebSocket for an answer: a code of RFC 6455 §7.4.1, and a reason such as `403 Forbidden 7K3M-Q9TX: Only the owner may`. */
export function closeFrame({ status, headers, body }: Answer): { readonly code: number; readonly reason: string } {
  // The body of a preset has no reference.
  const {
    title,
    reference = headers['error-reference'],
    detail,
    errors,
  } = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  const text = detail ?? (Array.isArray(errors) ? (errors[0] as { readonly detail?: unknown } | undefined)?.detail : undefined);
  // The fields that a program reads come first, because the end may be cut off.
  const head = [status, title ?? statusPhrase(status), reference].filter((part) => part !== undefined).join(' ');
  return { code: codeOf(status), reason: cutTo(MAX_REASON, oneLine(text === undefined ? head : `${head}: ${text}`)) };
}

/** A reason is shown in consoles and logs, so it has no control characters and no line breaks. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function codeOf(status: number): number {
  if (status < 400) return 1000;
  // The code 1013 means "try again later" (registered by the IANA).
  if (status === 429 || status === 503) return 1013;
  return status < 500 ? 1008 : 1011;
}

/** Cuts a text to a number of bytes, but never within a character. A reason that is not valid UTF-8 is a protocol error. */
function cutTo(bytes: number, text: string): string {
  const whole = text.toWellFormed();
  if (Buffer.byteLength(whole) <= bytes) return whole;
  let left = bytes - Buffer.byteLength('…');
  let cut = '';
  for (const character of whole) {
    left -= Buffer.byteLength(character);
    if (left < 0) break;
    cut += character;
  }
  return `${cut}…`;
}
