import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { RecoverySections } from '../../core/formats/forms.ts';
import type { DevelopmentReport } from '../report/report.ts';
import type { ReportedError } from '../report/reported-error.ts';
import { hintsSection, issuesSection } from './advice.ts';
import { Allowance, escapedWithin } from './allowance.ts';
import type { EditorChoice } from './editor.ts';
import { innerError, mainHeading, membersOf, stackOf } from './errors.ts';
import type { PageParts } from './page-parts.ts';
import { productionSection } from './production-section.ts';
import { requestSection } from './request-section.ts';
import { SCRIPT, SCRIPT_HASH } from './script.ts';
import { copySection, side } from './side.ts';
import { STYLE } from './style.ts';

/**
 * The Content-Security-Policy of the development page. The page that production sends stands in a frame and has this policy too, so its own style,
 * pictures and fonts are allowed. Only the script of the development page runs.
 */
export const DEVELOPMENT_POLICY =
  `default-src 'none'; script-src '${SCRIPT_HASH}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; ` +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** What the page shows beside the report. */
export interface PageOptions {
  /** The editor of the links, or advice. Default: no links. */
  readonly choice?: EditorChoice;
  /** HTML of Halyard's own near the top: the link to the app's own page. */
  readonly note?: string;
  /** The sections about a submitted form, as HTML of Halyard's own. */
  readonly recovery?: Pick<RecoverySections, 'linkBack' | 'typed'> | undefined;
}

/** The bytes of the errors and their frames. */
const ERROR_BYTES = 81_920;
const WHILE_ANSWERING_BYTES = 24_576;

/** The development page of a report: a complete document. All texts of the report are masked, and this page escapes them. */
export function developmentPage(report: DevelopmentReport, { choice = {}, note = '', recovery }: PageOptions = {}): string {
  const partsWith = (bytes: number): PageParts => ({ editor: choice.editor, allowance: new Allowance(bytes) });
  const parts = partsWith(ERROR_BYTES);
  const [failing, ...others] = distinct(report.whileAnswering.map(behindHalyard));
  const answering = failing === undefined ? '' : stackSection(failing, others, partsWith(WHILE_ANSWERING_BYTES), 'Stack of your view or response');
  const original = failing === undefined ? '' : originalSection(report, parts);
  const [main, ...further] = report.errors;
  const stack = failing !== undefined || main === undefined ? '' : stackSection(main, further, parts, 'Stack');
  const production = productionSection(report);
  const form = recovery === undefined ? '' : formSection(recovery);
  const sections = [
    ['stack', 'Stack', answering || stack],
    ['original', 'The original failure', original],
    ['request', 'Request', 'always'],
    ['production', 'What production sends', production],
    ['copy', 'Take it with you', 'always'],
    ['form', 'The form', form],
  ] as const;
  const contents = sections.filter(([, , html]) => html !== '').map(([id, name]) => [id, name] as const);
  const head = `<header class="head">${line(report)}${heading(report, parts)}${note === '' ? '' : `<div class="note">${note}</div>`}</header>`;
  const body = [
    hintsSection(report.hints),
    issuesSection(report.issues),
    answering,
    original,
    stack,
    requestSection(report.request),
    production,
    copySection(report),
    form,
  ].join('');
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">` +
    // If a Turbo frame requested the page, the page must not be shown inside the frame. The icon is empty, so the browser does not ask for one.
    `<meta name="turbo-visit-control" content="reload"><link rel="icon" href="data:,"><title>${titleOf(report)}</title><style>${STYLE}</style></head>` +
    `<body><a class="skip" href="#${contents[0]?.[0]}">Skip to ${contents[0]?.[0] === 'stack' ? 'the stack' : 'the request'}</a>` +
    `<main>${head}${side(report, contents, choice.advice)}<div class="body">${body}</div></main>` +
    '<footer><p>This page is shown in development, to its developer only. Secrets are masked by their names and by their shapes.</p></footer>' +
    `<p id="live" class="sr" role="status"></p><script>${SCRIPT}</script></body></html>\n`
  );
}

function titleOf({ status, title, whileAnswering, errors }: DevelopmentReport): string {
  const main = whileAnswering.map(behindHalyard)[0] ?? errors[0];
  const text = main === undefined ? title : `${main.name}: ${main.message.trim().split('\n', 1)[0]}`;
  return escapedWithin(`${status} ${text.slice(0, 160)}`, 1_024).html;
}

/** The status, and the request in short. */
function line({ status, title, request }: DevelopmentReport): string {
  const { method, url } = request;
  const address = `${method} ${url.replace(/\?.*$/s, '')}`;
  // The address of this document, which the report has in its masked form only. Another method has to be sent by the app's own page.
  const again = method === 'GET' ? ' <a class="again" href="">Try again</a>' : '';
  return `<p class="line"><span class="status">${status} ${escapeHtml(title)}</span> <code>${escapedWithin(address, 1_024).html}</code>${again}</p>`;
}

function heading(report: DevelopmentReport, parts: PageParts): string {
  const { whileAnswering, errors, title } = report;
  const [failing] = whileAnswering;
  const main = failing === undefined ? errors[0] : behindHalyard(failing);
  if (main === undefined) return `<h1><span class="said">${escapeHtml(title)}</span></h1>${passedText(report)}`;
  const code = failing?.code === undefined ? '' : ` (<code>${escapeHtml(failing.code)}</code>)`;
  const first =
    failing === undefined
      ? ''
      : `<p class="first">Your own view or response failed while Halyard answered${code}. Repair it first. <a href="#original">The original failure</a> is below.</p>`;
  return `${first}${mainHeading(main)}${failing === undefined ? passedText(report) : ''}${membersOf(main, parts)}`;
}

/** The error of the app's own code inside one of Halyard's, which only says where it was caught. */
function behindHalyard(error: ReportedError): ReportedError {
  return error.name === 'HalyardError' && error.cause !== undefined ? behindHalyard(error.cause) : error;
}

/** Each error once. A view can fail twice, for the development page and for the page of production. */
function distinct(errors: readonly ReportedError[]): readonly ReportedError[] {
  return errors.filter(({ name, message }, index) => index === errors.findIndex((one) => one.name === name && one.message === message));
}

/** The text that the app passed to the response. Empty if an error has the same text as its message. */
function passedText({ detail, handled, errors }: DevelopmentReport): string {
  // The text of a thrown error is its message, perhaps in another length.
  const isThrown = handled === false && errors.length > 0;
  if (detail === undefined || isThrown || errors.some(({ message }) => message.startsWith(detail.slice(0, 256)))) return '';
  return `<p class="detail">${escapedWithin(detail, 4_096).html}</p>`;
}

/** The stack of the error in the heading, and the other errors beside it. */
function stackSection(error: ReportedError, others: readonly ReportedError[], parts: PageParts, title: string): string {
  return `<section aria-labelledby="stack"><h2 id="stack">${title}</h2>${stackOf(error, parts)}${others.map((other) => innerError(other, 'Also', parts, 2)).join('')}</section>`;
}

/** The failure that was answered when the app's own view or response failed. */
function originalSection(report: DevelopmentReport, parts: PageParts): string {
  const { status, title, errors } = report;
  const inner = errors.map((error, index) => innerError(error, index === 0 ? '' : 'Also', parts, 3)).join('');
  return `<section aria-labelledby="original"><h2 id="original">The original failure: ${status} ${escapeHtml(title)}</h2>${passedText(report)}${inner}</section>`;
}

function formSection({ linkBack, typed }: Pick<RecoverySections, 'linkBack' | 'typed'>): string {
  return `<section class="form" aria-labelledby="form"><h2 id="form">The form</h2>${linkBack}${typed}</section>`;
}
