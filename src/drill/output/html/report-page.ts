import { escapeHtml } from '../../../core/formats/escape-html.ts';
import { visible } from '../../../core/formats/safe-words.ts';
import { Allowance } from '../../../development/page/allowance.ts';
import type { DrillReport } from '../../model/drill-report.ts';
import type { Finding } from '../../model/finding.ts';
import { counted, inOrder, playedById, totals } from '../finding-facts.ts';
import { answerSection } from './answer-section.ts';
import { type FindingMarks, findingArticle, marksOf } from './finding-article.ts';
import { pagesSection } from './pages-section.ts';
import { SCRIPT, SCRIPT_HASH } from './script.ts';
import { REPORT_STYLE } from './style.ts';
import { filterForm, summarySection } from './summary-section.ts';

/** The policy of the page and of the frames in it: no request goes out, and only the script of the page runs. */
const POLICY = `default-src 'none'; script-src '${SCRIPT_HASH}'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'`;

/** The bytes of all answers, and of all other texts of the findings. */
const ANSWER_BYTES = 12_582_912;
const FINDING_BYTES = 6_291_456;

/** The report for people: one HTML file that loads nothing. Each finding stands beside the answer that shows it. */
export function htmlOutput(report: DrillReport): string {
  const { app } = report;
  const byId = playedById(report);
  const findings = inOrder(report.findings);
  const marks = findings.map((finding) => marksOf(finding, byId));
  const title = `Drill of ${text(app.entry)}`;
  const facts = [app.host, `Halyard ${app.halyard}`, app.mode].map(text).join('<span class="dot"> · </span>');
  const found = findingsSection(findings, marks, report);
  const html =
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${escapeHtml(POLICY)}">` +
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">' +
    `<meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><title>${title}: ${counted(findings.length, 'finding')}</title><style>${REPORT_STYLE}</style></head>` +
    `<body>${findings.length === 0 ? '' : '<a class="skip" href="#findings">Skip to the findings</a>'}<main><header class="head"><h1>${title}</h1><p class="lead">${facts}</p>${result(report)}</header>` +
    `${findings.length === 0 ? found : ''}${summarySection(report, marks)}${findings.length === 0 ? '' : found}${skippedSection(report)}${pagesSection(report)}</main>` +
    `<footer><p>Made by <code>halyard drill</code>. Values of cookies and of unknown request fields are masked. The page loads nothing.</p></footer><script>${SCRIPT}</script></body></html>\n`;
  return html.toWellFormed();
}

/** What the drill found, in one line. */
function result(report: DrillReport): string {
  const { findings } = report;
  const kind = findings.some(({ severity }) => severity === 'error') ? 'error' : findings.length > 0 ? 'warning' : 'good';
  return `<p class="result ${kind}"><span aria-hidden="true">${{ error: '✗', warning: '!', good: '✓' }[kind]}</span> ${totals(report)}</p>`;
}

function findingsSection(findings: readonly Finding[], marks: readonly FindingMarks[], report: DrillReport): string {
  if (findings.length === 0) {
    const { played } = report;
    const text = played.length === 0 ? 'No answer was played.' : `Nothing found in ${counted(played.length, 'answer')}.`;
    return `<section class="nothing" aria-labelledby="findings"><h2 id="findings">${text}</h2>${played.length === 0 ? '' : '<p>Each answer has the right status, type, body and header fields, and shows nothing that it should not.</p>'}</section>`;
  }
  const { html, omitted } = groups(findings, marks, report);
  const more =
    omitted === 0
      ? ''
      : `<p class="more">${counted(omitted, 'further finding')} left out, because the page is too long. The output of --json has all of them.</p>`;
  return `<section aria-labelledby="findings"><h2 id="findings">${counted(findings.length, 'finding')}</h2>${filterForm(marks)}${html}${more}</section>`;
}

/** The findings by file. They come in the order of their files. */
function groups(findings: readonly Finding[], marks: readonly FindingMarks[], report: DrillReport): { readonly html: string; readonly omitted: number } {
  const byId = playedById(report);
  const texts = new Allowance(FINDING_BYTES);
  const answers = new Allowance(ANSWER_BYTES);
  const parts: string[] = [];
  let file: string | undefined | null = null;
  for (const [index, finding] of findings.entries()) {
    const article = findingArticle(finding, index + 1, marks[index] as FindingMarks, '\0', byId);
    if (!texts.takes(article)) return { html: `${parts.join('')}${parts.length === 0 ? '' : '</section>'}`, omitted: findings.length - index };
    if (finding.place?.file !== file) {
      const heading = finding.place === undefined ? 'Without a place in a file' : `<code>${text(finding.place.file)}</code>`;
      parts.push(
        `${parts.length === 0 ? '' : '</section>'}<section class="group" aria-labelledby="group-${index}"><h2 class="file" id="group-${index}">${heading}</h2>`,
      );
      file = finding.place?.file;
    }
    parts.push(article.replace('\0', () => answerOf(finding, report, answers, byId)));
  }
  return { html: `${parts.join('')}</section>`, omitted: 0 };
}

function answerOf(finding: Finding, { played }: DrillReport, allowance: Allowance, byId: ReturnType<typeof playedById>): string {
  const example = finding.exercises.map((id) => byId.get(id)).find((one) => one !== undefined);
  if (example === undefined)
    return `<p class="empty">${played.length === 0 ? 'No answer was played.' : 'The finding is about the app, not about one answer.'}</p>`;
  if (allowance.isFull) return '<p class="empty">The answer is left out, because the page is too long.</p>';
  const { response = 'the server' } = example.exercise.expected;
  const html = answerSection(example, `${response}, ${example.exercise.situation}, for ${example.exercise.client}`);
  return allowance.takes(html) ? html : '<p class="empty">The answer is left out, because the page is too long.</p>';
}

function skippedSection({ skipped }: DrillReport): string {
  if (skipped.length === 0) return '';
  const shown = skipped.slice(0, 200);
  const items = shown.map(({ what, why }) => `<dt>${text(what)}</dt><dd>${text(why)}</dd>`).join('');
  const further = skipped.length > shown.length ? `<p class="more">${counted(skipped.length - shown.length, 'further part')} left out.</p>` : '';
  return `<section aria-labelledby="skipped"><h2 id="skipped">Skipped</h2><p class="lead">These parts could not run. They do not count as right.</p><dl class="skipped">${items}</dl>${further}</section>`;
}

function text(value: string): string {
  return escapeHtml(visible(value.slice(0, 500).toWellFormed()).replaceAll('\n', ' '));
}
