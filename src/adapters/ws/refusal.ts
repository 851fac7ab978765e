import { STATUS_CODES } from 'node:http';

/** A refused upgrade, as ws writes it. */
export interface Refusal {
  readonly status: number;
  /** The text of the app or of ws. `undefined`: only the phrase of the status. */
  readonly text: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** The fields of the answer that Halyard writes itself. */
const OWN = new Set(['connection', 'content-type', 'content-length']);

/** Reads the answer with which ws refuses an upgrade. `undefined`: the app has written something else. */
export function readRefusal(answer: unknown): Refusal | undefined {
  if (typeof answer !== 'string' || !answer.startsWith('HTTP/1.1 ')) return undefined;
  const status = Number(answer.slice(9, 12));
  if (!Number.isInteger(status) || status < 400 || status > 599) return undefined;
  const end = answer.indexOf('\r\n\r\n');
  const [, ...lines] = answer.slice(0, end < 0 ? undefined : end).split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [name = '', ...value] = line.split(':');
    if (value.length > 0 && !OWN.has(name.toLowerCase())) headers[name] = value.join(':').trim();
  }
  const text = end < 0 ? '' : answer.slice(end + 4).trim();
  return { status, text: text === '' || text === STATUS_CODES[status] ? undefined : text, headers };
}
