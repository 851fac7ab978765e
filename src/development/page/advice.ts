import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { Hint, ReportedIssue } from '../report/report.ts';
import { Allowance } from './allowance.ts';
import { leftOut } from './html.ts';

/** What the developer can do. Empty without hints. */
export function hintsSection(hints: readonly Hint[]): string {
  if (hints.length === 0) return '';
  const { html, omitted } = new Allowance(8_192).fitting(hints, hintItem);
  return `<section class="hints" aria-labelledby="hints"><h2 id="hints">What you can do</h2><ul>${html}</ul>${leftOut(omitted, 'hint')}</section>`;
}

function hintItem({ text, lines = [], code, see }: Hint): string {
  const list = lines.length === 0 ? '' : `<ul>${lines.map((line) => `<li><code>${escapeHtml(line)}</code></li>`).join('')}</ul>`;
  const block = code === undefined ? '' : `<pre tabindex="0" role="group" aria-label="Code to copy">${escapeHtml(code)}</pre>`;
  const page = see === undefined ? '' : `<p class="see">See <code>${escapeHtml(see)}</code></p>`;
  return `<li><p>${escapeHtml(text)}</p>${list}${block}${page}</li>`;
}

/** The issues of a validation as a table. Empty without issues. */
export function issuesSection(issues: readonly ReportedIssue[]): string {
  if (issues.length === 0) return '';
  const columns = [
    ['In', issues.some((issue) => issue.in !== '')],
    ['Rule', issues.some(({ rule }) => rule !== '')],
    ['Schema', issues.some(({ source }) => source !== undefined)],
  ] as const;
  const [hasPlace, hasRule, hasSource] = columns.map(([, isUsed]) => isUsed);
  const row = ({ pointer, rule, message, source = '', in: place }: ReportedIssue): string =>
    `<tr><th scope="row"><code>${escapeHtml(pointer === '' ? '(the whole)' : pointer)}</code></th>${hasPlace ? `<td data-label="In">${escapeHtml(place)}</td>` : ''}` +
    `${hasRule ? `<td data-label="Rule"><code>${escapeHtml(rule)}</code></td>` : ''}${hasSource ? `<td data-label="Schema">${escapeHtml(source)}</td>` : ''}<td data-label="Message">${escapeHtml(message)}</td></tr>`;
  const { html, omitted } = new Allowance(12_288).fitting(issues, row);
  const heads = ['Pointer', ...columns.filter(([, isUsed]) => isUsed).map(([name]) => name), 'Message'].map((name) => `<th scope="col">${name}</th>`).join('');
  const count = issues.length === 1 ? '1 issue' : `${issues.length} issues`;
  return `<section aria-labelledby="issues"><h2 id="issues">${count} in the request</h2><table class="issues"><thead><tr>${heads}</tr></thead><tbody>${html}</tbody></table>${leftOut(omitted, 'issue')}</section>`;
}
