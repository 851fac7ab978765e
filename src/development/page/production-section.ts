import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { DevelopmentReport, ProductionAnswer } from '../report/report.ts';
import { escapedWithin } from './allowance.ts';
import { block, leftOut } from './html.ts';

const NAMES: Readonly<Record<string, string>> = { html: 'Page', problem: 'Problem document', json: 'JSON', markdown: 'Markdown', text: 'Text' };

/** The bytes of the page in the frame, and of each other answer. */
const PAGE_BYTES = 40_960;
const ANSWER_BYTES = 8_192;

interface Panel {
  readonly id: string;
  readonly title: string;
  readonly html: string;
}

/** What production sends, and the log record: one section each, which the script turns into tabs. */
export function productionSection({ production, log }: Pick<DevelopmentReport, 'production' | 'log'>): string {
  const panels = [...production.map(answerPanel), ...(log === undefined ? [] : [logPanel(log)])];
  if (panels.length === 0) return '';
  const sections = panels.map(
    ({ id, title, html }) => `<section class="panel" id="${id}" aria-labelledby="${id}-title"><h3 id="${id}-title">${escapeHtml(title)}</h3>${html}</section>`,
  );
  return (
    '<section aria-labelledby="production"><h2 id="production">What production sends</h2>' +
    `<p class="lead">Clients that may not see the error get these answers. The log record has the same reference.</p><div data-tabs>${sections.join('')}</div></section>`
  );
}

function answerPanel({ format, status, contentType, body }: ProductionAnswer, index: number): Panel {
  const title = Object.hasOwn(NAMES, format) ? (NAMES[format] as string) : format;
  const head = `<p class="type"><b>${status}</b> <code>${escapeHtml(contentType)}</code></p>`;
  const content = format === 'html' ? pageFrame(body) : block(body, `${title} of production`, { bytes: ANSWER_BYTES, kind: 'answer' });
  return { id: `answer-${index}`, title, html: head + content };
}

/** The page, without scripts and without access to this page. It has the policy of this page, so its style works. */
function pageFrame(body: string): string {
  const { html, omitted } = escapedWithin(body, PAGE_BYTES);
  return `<iframe sandbox="" title="The page that production sends" srcdoc="${html}"></iframe>${leftOut(omitted, 'character')}`;
}

function logPanel({ level, record }: NonNullable<DevelopmentReport['log']>): Panel {
  const text = JSON.stringify(record, undefined, 2);
  return {
    id: 'log-record',
    title: 'Log record',
    html: `<p class="type">Logged as <b>${escapeHtml(level)}</b></p>${block(text, 'Log record', { bytes: 12_288, kind: 'answer' })}`,
  };
}
