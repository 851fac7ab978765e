import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { DevelopmentReport } from '../report/report.ts';
import { markdownReport } from '../text/markdown-report.ts';
import { curlOf } from './curl.ts';
import { block, copyButton } from './html.ts';

/** The facts of the failure, what can be copied, and the contents of the page. */
export function side(report: DevelopmentReport, sections: readonly (readonly [id: string, name: string])[], advice: string | undefined): string {
  const { reference, time, response, handled, code, request, versions } = report;
  const { route, duration, requestId, traceId } = request;
  const how = handled === undefined ? '' : handled ? ', called' : ', after a thrown error';
  const facts = [
    ['Response', `<code>${escapeHtml(response)}</code>${how}`],
    ['Code', code && `<code>${escapeHtml(code)}</code>`],
    ['Route', route && `<code>${escapeHtml(route)}</code>`],
    ['Duration', duration === undefined ? '' : `${duration < 10 ? duration.toFixed(1) : Math.round(duration)} ms`],
    ['Time', `<time datetime="${escapeHtml(time)}">${escapeHtml(time.replace('T', ' ').replace(/\.\d+Z$/, ' UTC'))}</time>`],
    ['Request id', requestId && `<code>${escapeHtml(requestId)}</code>`],
    ['Trace id', traceId && `<code>${escapeHtml(traceId)}</code>`],
    [
      'Versions',
      escapeHtml(
        Object.entries(versions)
          .slice(0, 12)
          .map(([name, version]) => `${name} ${version}`)
          .join(', '),
      ),
    ],
  ].filter(([, value]) => value);
  const first =
    reference === undefined
      ? ''
      : `<p class="reference"><span class="label">Reference</span> <code id="reference">${escapeHtml(reference)}</code>${copyButton('Copy', 'reference')}</p>`;
  return (
    `<section class="side" aria-labelledby="side"><h2 id="side">For the developer</h2>${first}` +
    `<p class="buttons">${copyButton('Copy for an agent', 'markdown')}${copyButton('Copy as curl', 'curl')}</p>` +
    `<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl>` +
    `<nav aria-label="On this page"><ul>${sections.map(([id, name]) => `<li><a href="#${id}">${name}</a></li>`).join('')}</ul></nav>` +
    `${advice === undefined ? '' : `<p class="note">${escapeHtml(advice)}</p>`}</section>`
  );
}

/** The texts to copy. They are here for readers without a script, who select them. */
export function copySection(report: DevelopmentReport): string {
  const { reference, request } = report;
  const show = reference === undefined ? '' : `<p>In a terminal: <code>npx halyard show ${escapeHtml(reference)}</code></p>`;
  return (
    '<section aria-labelledby="copy"><h2 id="copy">Take it with you</h2><p class="lead">Secrets are masked in both texts.</p>' +
    `<details><summary>This report as Markdown, for a coding agent or an issue</summary>${block(markdownReport(report), 'The report as Markdown', { id: 'markdown', bytes: 24_576 })}</details>` +
    `${request.transport === 'http' ? `<details><summary>This request as a command for curl</summary>${block(curlOf(request), 'The request for curl', { id: 'curl', bytes: 16_384 })}</details>` : ''}${show}</section>`
  );
}
