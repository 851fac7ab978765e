import { escapeHtml } from '../../../core/formats/escape-html.ts';
import { visible } from '../../../core/formats/safe-words.ts';
import { Allowance } from '../../../development/page/allowance.ts';
import { leftOut } from '../../../development/page/html.ts';
import { type Played, typeOf } from '../../model/answer.ts';
import type { DrillReport } from '../../model/drill-report.ts';
import { answerSection } from './answer-section.ts';

/** The bytes of all pages. */
const PAGES_BYTES = 6_291_456;

/** The page of each response, as a browser gets it. They are folded, so a frame is loaded when a person opens it. */
export function pagesSection({ played }: DrillReport): string {
  const pages = pagesOf(played);
  if (pages.length === 0) return '';
  const { html, omitted } = new Allowance(PAGES_BYTES).fitting(pages, (page) => {
    const { response = 'the server' } = page.exercise.expected;
    const name = escapeHtml(visible(response.slice(0, 300).toWellFormed()));
    return `<details class="page"><summary><b class="status">${page.answer.status}</b> ${name}</summary><div class="answer">${answerSection(page, `${response}, as a browser gets it`)}</div></details>`;
  });
  return (
    '<section aria-labelledby="pages"><h2 id="pages">Your pages</h2><p class="lead">The page of each response, in light and in dark colours.</p>' +
    `<div class="pages">${html}</div>${leftOut(omitted, 'page')}</section>`
  );
}

/** One page for each response: that of the situation `bare`, or the first one. */
function pagesOf(played: readonly Played[]): readonly Played[] {
  const pages = new Map<string | undefined, Played>();
  for (const one of played) {
    const { exercise, answer } = one;
    if (exercise.client !== 'browser' || answer.body === '' || typeOf(answer) !== 'text/html') continue;
    const before = pages.get(exercise.expected.response);
    if (before === undefined || (before.exercise.situation !== 'bare' && exercise.situation === 'bare')) pages.set(exercise.expected.response, one);
  }
  return [...pages.values()].sort((a, b) => a.answer.status - b.answer.status);
}
