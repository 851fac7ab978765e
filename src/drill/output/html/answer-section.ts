import { escapeHtml } from '../../../core/formats/escape-html.ts';
import { visible } from '../../../core/formats/safe-words.ts';
import { escapedWithin } from '../../../development/page/allowance.ts';
import { block, leftOut } from '../../../development/page/html.ts';
import { type Answer, type Played, typeOf } from '../../model/answer.ts';
import { counted } from '../finding-facts.ts';
import { loadsFiles, neutralPage } from './neutral-page.ts';
import { requestDetails, tracesOf } from './played-details.ts';

/** The bytes of a page in its frame, and of each other body. A page stands there twice. */
const PAGE_BYTES = 131_072;
const TEXT_BYTES = 16_384;
/** A longer JSON body is shown as it came. */
const MAX_JSON = 65_536;
const NOTE = '<p class="more">Scripts do not run here. Style sheets, pictures and fonts that the page loads from files are missing.</p>';

/** The answer of an exercise: what a browser shows, or the text, and what came with it. */
export function answerSection(played: Played, subject: string): string {
  const label = short(subject);
  const { exercise, answer } = played;
  const type = typeOf(answer);
  const facts = [
    answer.status === 0 ? '<b class="status">No status</b>' : `<b class="status">${answer.status}</b>`,
    type === undefined ? 'no media type' : `<code>${escapeHtml(short(type))}</code>`,
    counted(answer.bytes, 'byte'),
    `${Math.round(answer.duration).toLocaleString('en')} ms`,
  ];
  const name = `${short(exercise.method)} ${short(exercise.path)}`;
  return (
    `<p class="line"><code>${escapeHtml(name)}</code></p><p class="facts">${facts.join('<span class="dot"> · </span>')}</p>${endNote(answer)}` +
    bodyOf(answer, type, label) +
    `<div class="more-of">${fieldsTable(answer)}${tracesOf(played)}${requestDetails(exercise)}</div>`
  );
}

function endNote({ ended }: Answer): string {
  if (ended === 'complete') return '';
  return `<p class="warn">${ended === 'cut' ? 'The connection ended before the answer was complete.' : 'The answer did not end in time.'}</p>`;
}

function bodyOf({ body, bytes }: Answer, type: string | undefined, label: string): string {
  if (body === '') return `<p class="empty">${bytes === 0 ? 'The answer has no body.' : 'The body is not kept.'}</p>`;
  if (type === 'text/html' || type === 'application/xhtml+xml') return pageFrames(body, label);
  const isJson = type !== undefined && /[/+]json$/.test(type) && body.length <= MAX_JSON;
  return block(visible(isJson ? indented(body) : body), `The body: ${label}`, { bytes: TEXT_BYTES, kind: 'answer-text' });
}

/** The page twice: a browser shows the colours for light and for dark, as the frame has them. */
function pageFrames(body: string, label: string): string {
  const { html, omitted } = escapedWithin(neutralPage(body.toWellFormed()), PAGE_BYTES);
  const frame = (scheme: string, title: string): string =>
    `<figure class="${scheme}"><figcaption>${title}</figcaption><iframe sandbox="" loading="lazy" title="${title}: ${escapeHtml(label)}" srcdoc="${html}"></iframe></figure>`;
  return `<div class="frames">${frame('light', 'Light')}${frame('dark', 'Dark')}</div>${leftOut(omitted, 'character')}${loadsFiles(body) ? NOTE : ''}`;
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}

function fieldsTable({ headers }: Answer): string {
  if (headers.length === 0) return '';
  const shown = headers.slice(0, 100);
  const rows = shown.map(([name, value]) => `<tr><th scope="row">${text(name)}</th><td>${text(name === 'set-cookie' ? withoutValue(value) : value)}</td></tr>`);
  const caption = '<caption class="sr">Header fields of the answer</caption>';
  return `<details><summary>${counted(headers.length, 'header field')}</summary><table class="pairs">${caption}<tbody>${rows.join('')}</tbody></table>${leftOut(headers.length - shown.length, 'field')}</details>`;
}

/** A cookie of a session is a key, so only its name and its attributes are in the report. */
function withoutValue(cookie: string): string {
  const [pair = '', ...attributes] = cookie.split(';');
  return [`${pair.split('=', 1)[0]}=[masked]`, ...attributes].join(';');
}

function text(value: string): string {
  return escapeHtml(short(value, 2_000));
}

/** A text of the app on one line. */
function short(value: string, most = 300): string {
  const line = visible(value.slice(0, most).toWellFormed()).replaceAll('\n', ' ');
  return value.length > most ? `${line} …` : line;
}
