import type { Format, Rendered } from '../../core/formats/format.ts';
import { html } from '../../core/formats/html.ts';
import { markdown } from '../../core/formats/markdown.ts';
import { problemJson } from '../../core/formats/problem-json.ts';
import { text } from '../../core/formats/text.ts';
import type { Rendering } from '../../hosting/shared/development-report.ts';
import { masked } from './masked.ts';
import type { ProductionAnswer } from './report.ts';

const FORMATS: readonly Format[] = [problemJson, markdown, text];
const MAX_BODY = 65_536;

/** What production sends to clients without a page. */
export async function productionAnswers(rendering: Rendering): Promise<readonly ProductionAnswer[]> {
  const answers: ProductionAnswer[] = [];
  for (const format of FORMATS) {
    const rendered = await asInProduction(format, rendering, () => {});
    if (rendered !== undefined) answers.push(answerOf(format, rendering, rendered));
  }
  return answers;
}

/** The page that production sends, and whether it is the app's own. `failed` is called with each failure of the app's view. */
export async function productionPage(
  rendering: Rendering,
  failed: (error: unknown) => void,
): Promise<{ readonly answer: ProductionAnswer | undefined; readonly isOwn: boolean }> {
  const rendered = await asInProduction(html, rendering, failed);
  return { answer: rendered && answerOf(html, rendering, rendered), isOwn: rendered?.active === true };
}

/** Runs one format as production does: the client sees no errors. */
async function asInProduction(format: Format, { context, outcome }: Rendering, failed: (error: unknown) => void): Promise<Rendered | undefined> {
  const concealed = context.concealed?.() ?? { ...outcome, errors: [], revealed: false };
  return format.render(concealed, { ...context, settings: { ...context.settings, choosePage: undefined }, failed, note: () => {} });
}

function answerOf({ name }: Format, { outcome }: Rendering, { status, contentType, body }: Rendered): ProductionAnswer {
  return { format: name, status: status ?? outcome.status, contentType, body: masked(body, MAX_BODY) };
}
