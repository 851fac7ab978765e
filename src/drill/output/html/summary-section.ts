import { escapeHtml } from '../../../core/formats/escape-html.ts';
import { visible } from '../../../core/formats/safe-words.ts';
import type { DrillReport } from '../../model/drill-report.ts';
import { type SummaryTable, summaryTable } from '../summary-rows.ts';
import type { FindingMarks } from './finding-article.ts';

/** The most rows of a table. */
const MAX_ROWS = 500;

/** The answers by response and client. Without findings, each response has a row. A number links to the first of its findings. `marks`: those of the findings on the page, in their order. */
export function summarySection(report: DrillReport, marks: readonly FindingMarks[]): string {
  const table = summaryTable(report, report.findings.length === 0);
  if (table.rows.length === 0) return '';
  const rows = table.rows.slice(0, MAX_ROWS).map((row) => {
    const cells = row.cells.map((findings, at) => cell(findings, row.name, table.clients[at] as string, marks));
    return `<tr${row.isMerged ? ' class="merged"' : ''}><th scope="row">${text(row.name)}</th>${cells.join('')}</tr>`;
  });
  const further = table.rows.length > MAX_ROWS ? `<p class="more">${(table.rows.length - MAX_ROWS).toLocaleString('en')} further responses left out.</p>` : '';
  return (
    '<section aria-labelledby="summary"><h2 id="summary">Summary</h2>' +
    '<p class="lead">✓ means that each answer is right. A number counts the findings. – means that there was no such answer.</p>' +
    `<div class="scroll" tabindex="0" role="group" aria-label="Answers by response and client"><table class="summary"><caption class="sr">Findings by response and client</caption>${head(table)}<tbody>${rows.join('')}</tbody></table></div>${further}</section>`
  );
}

function head({ clients }: SummaryTable): string {
  return `<thead><tr><th scope="col">Response</th>${clients.map((client) => `<th scope="col">${text(client)}</th>`).join('')}</tr></thead>`;
}

function cell(findings: number | undefined, response: string, client: string, marks: readonly FindingMarks[]): string {
  if (findings === undefined) return '<td class="none"><span aria-hidden="true">–</span><span class="sr">not played</span></td>';
  if (findings === 0) return '<td class="good"><span aria-hidden="true">✓</span><span class="sr">right</span></td>';
  const at = marks.findIndex(({ responses, clients }) => responses.includes(response) && clients.includes(client));
  const count = findings.toLocaleString('en');
  const spoken = `<span class="sr"> ${findings === 1 ? 'finding' : 'findings'} of ${text(response)} for ${text(client)}</span>`;
  return `<td class="bad">${at === -1 ? `${count}${spoken}` : `<a href="#finding-${at + 1}">${count}${spoken}</a>`}</td>`;
}

/** The filter. The script shows it, because without a script it does nothing. */
export function filterForm(marks: readonly FindingMarks[]): string {
  const selects = [
    ['Response', 'responses', marks.flatMap(({ responses }) => responses)],
    ['Code', 'code', marks.map(({ code }) => code)],
    ['Client', 'clients', marks.flatMap(({ clients }) => clients)],
  ] as const;
  const fields = selects.map(([label, name, values]) => {
    const options = [...new Set(values)].sort().slice(0, MAX_ROWS);
    const counts = options.map((value) => `<option value="${text(value)}">${text(value)} (${values.filter((one) => one === value).length})</option>`);
    return `<label>${label} <select name="${name}"><option value="">All</option>${counts.join('')}</select></label>`;
  });
  return `<form id="filter" hidden aria-label="Filter the findings">${fields.join('')}<button type="reset">Show all</button></form><p id="shown" class="more" role="status"></p>`;
}

function text(value: string): string {
  return escapeHtml(visible(value.slice(0, 300).toWellFormed()));
}
