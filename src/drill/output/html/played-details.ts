import { escapeHtml } from '../../../core/formats/escape-html.ts';
import { visible } from '../../../core/formats/safe-words.ts';
import { block } from '../../../development/page/html.ts';
import type { Played } from '../../model/answer.ts';
import type { Exercise } from '../../model/exercise.ts';
import { counted } from '../finding-facts.ts';

const MAX_RECORDS = 5;
const RECORD_BYTES = 8_192;

/** Fields whose values say what the client is. A value of another field may be a key, such as that of a cookie from the file of situations. */
const SHOWN: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'content-type',
  'content-length',
  'transfer-encoding',
  'host',
  'origin',
  'referer',
  'user-agent',
  'x-requested-with',
]);
const SHOWN_KINDS = /^(?:sec-fetch-|hx-|turbo-|x-inertia|x-up-|up-)/;

/** The log records and the views of an exercise. */
export function tracesOf({ trace }: Played): string {
  const { logged, views, override } = trace;
  const records = logged
    .slice(0, MAX_RECORDS)
    .map(
      ({ level, message, record }, index) =>
        `<p class="type"><b>${escapeHtml(visible(level.slice(0, 40)))}</b> ${escapeHtml(visible(message.slice(0, 500)))}</p>${block(visible(jsonOf(record)), `Log record ${index + 1}`, { bytes: RECORD_BYTES })}`,
    );
  const further = logged.length > MAX_RECORDS ? `<p class="more">${counted(logged.length - MAX_RECORDS, 'further record')} left out.</p>` : '';
  const log =
    logged.length === 0
      ? '<p class="more">Nothing was logged.</p>'
      : `<details><summary>${counted(logged.length, 'log record')}</summary>${records.join('')}${further}</details>`;
  const rendered = [
    ...(override === undefined ? [] : [`The app's own response ${override.name}${fileOf(override.file)}`]),
    ...views.slice(0, 10).map(({ name, file, error }) => `View ${name}${fileOf(file)}${error === undefined ? '' : `: ${error.message}`}`),
  ];
  const items = rendered.map((line) => `<li>${escapeHtml(visible(line.slice(0, 600)))}</li>`).join('');
  return `${log}${items === '' ? '' : `<details><summary>What made the answer</summary><ul>${items}</ul></details>`}`;
}

function fileOf(file: string | undefined): string {
  return file === undefined ? '' : ` (${file})`;
}

/** The request in the form in which HTTP sends it. */
export function requestDetails({ method, path, headers, body, language }: Exercise): string {
  const lines = [
    `${method} ${path}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${isShown(name) ? value : '[masked]'}`),
    ...(body === undefined || body === '' ? [] : ['', body]),
  ];
  const heading = language === undefined ? 'Request' : `Request, in the language ${language}`;
  return `<details><summary>${escapeHtml(visible(heading.slice(0, 80)))}</summary>${block(visible(lines.join('\n')), 'The request', { bytes: RECORD_BYTES })}</details>`;
}

function isShown(name: string): boolean {
  const lower = name.toLowerCase();
  return SHOWN.has(lower) || SHOWN_KINDS.test(lower);
}

function jsonOf(record: unknown): string {
  try {
    return JSON.stringify(record, undefined, 2) ?? '';
  } catch {
    return 'The record cannot be written as JSON.';
  }
}
