import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { ReportedError } from '../report/reported-error.ts';
import { escapedWithin } from './allowance.ts';
import { framesList } from './frames.ts';
import { block, counted } from './html.ts';
import type { PageParts } from './page-parts.ts';

/** A message that is longer, or has more lines, is folded after its first part. */
const LONG = { characters: 1_200, lines: 16 };
const SHORT = 320;
const MAX_MESSAGE = 16_384;
/** The message of an error inside another one. */
const MAX_INNER_MESSAGE = 3_072;

/** The class and the message as the heading of the page. The message has its line breaks, and a long one is folded. */
export function mainHeading({ name, message: whole, code }: ReportedError): string {
  const message = withoutEmptyLines(whole);
  const tag = code === undefined ? '' : ` <code class="tag">${escapeHtml(code)}</code>`;
  const kind = `<span class="class">${escapeHtml(name)}</span>${tag}`;
  if (message === '') return `<h1>${kind}<span class="said">(no message)</span></h1>`;
  if (isShort(message)) return `<h1>${kind}<span class="said">${escapeHtml(message)}</span></h1>`;
  return `<h1>${kind}</h1>${foldedMessage(message, MAX_MESSAGE)}`;
}

/** The own members of an error. */
export function membersOf({ members }: ReportedError, { allowance }: PageParts): string {
  if (members.length === 0) return '';
  const { html, omitted } = allowance.fitting(members, ([name, value]) => `<dt>${escapeHtml(name)}</dt><dd><code>${escapeHtml(value)}</code></dd>`);
  const more = omitted === 0 ? '' : `<p class="more">${counted(omitted, 'further member')} left out.</p>`;
  return `<dl class="members">${html}</dl>${more}`;
}

/** The frames of an error, and then the errors inside it. */
export function stackOf(error: ReportedError, parts: PageParts, level = 2): string {
  return `${framesList(error, parts)}${inside(error, parts, level)}`;
}

/** The cause, the members of an AggregateError, and the two errors of a SuppressedError. */
function inside(error: ReportedError, parts: PageParts, level: number): string {
  const { cause, errors = [], omittedErrors = 0, error: disposing, suppressed } = error;
  const total = errors.length + omittedErrors;
  const members = errors.map((member, index) => innerError(member, `Error ${index + 1} of ${total}`, parts, level));
  const shown = members.indexOf('');
  const omitted = omittedErrors + (shown === -1 ? 0 : errors.length - shown);
  return [
    cause && (innerError(cause, 'Caused by', parts, level) || LEFT_OUT),
    disposing && (innerError(disposing, 'While a resource was disposed', parts, level) || LEFT_OUT),
    suppressed && (innerError(suppressed, 'Before that', parts, level) || LEFT_OUT),
    ...(shown === -1 ? members : members.slice(0, shown)),
    omitted === 0 ? '' : `<p class="more">${counted(omitted, 'further error')} of this ${escapeHtml(error.name)} left out.</p>`,
  ].join('');
}

const LEFT_OUT = '<p class="more">A further error inside this one is left out.</p>';

/** An error inside another one, after a label such as `Caused by`. Empty if the page has no room for it. */
export function innerError(error: ReportedError, label: string, parts: PageParts, level: number): string {
  const { name, code } = error;
  const message = withoutEmptyLines(error.message);
  const heading = Math.min(level, 6);
  const tag = code === undefined ? '' : ` <code class="tag">${escapeHtml(code)}</code>`;
  const text = isShort(message) ? `<p class="said">${escapeHtml(message)}</p>` : foldedMessage(message, MAX_INNER_MESSAGE);
  const head = `<section class="inner"><h${heading}>${label === '' ? '' : `<span class="label">${escapeHtml(label)}</span> `}<span class="class">${escapeHtml(name)}</span>${tag}</h${heading}>${text}`;
  if (!parts.allowance.takes(head)) return '';
  return `${head}${membersOf(error, parts)}${stackOf(error, parts, heading + 1)}</section>`;
}

/** Prisma begins its messages with an empty line. The other lines keep their indentation. */
function withoutEmptyLines(message: string): string {
  return message.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd();
}

function isShort(message: string): boolean {
  return message.length <= SHORT && message.split('\n', 4).length <= 3;
}

/** A message in its own block. The first part of a long one is open, and the whole is folded. */
function foldedMessage(message: string, bytes: number): string {
  const start = message.split('\n', LONG.lines).join('\n').slice(0, LONG.characters);
  if (start.length === message.length) return block(message, 'Message', { kind: 'said', bytes });
  const { html } = escapedWithin(start, bytes);
  const size = `${counted(message.split('\n').length, 'line')}, ${counted(message.length, 'character')}`;
  return `<p class="said">${html}…</p><details class="whole"><summary>The whole message (${size})</summary>${block(message, 'The whole message', { bytes })}</details>`;
}
