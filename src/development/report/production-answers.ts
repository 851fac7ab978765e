import type { Format } from '../../core/formats/format.ts';
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
    const answer = await productionAnswer(format, rendering, () => {});
    if (answer !== undefined) answers.push(answer);
  }
  return answers;
}

/** Runs one format as production does. `failed` is called with each failure of the app's view. */
export async function productionAnswer(
  format: Format,
  { context, outcome }: Rendering,
  failed: (error: unknown) => void,
): Promise<ProductionAnswer | undefined> {
  const concealed = context.concealed?.() ?? { ...outcome, errors: [], revealed: false };
  const settings = { ...context.settings, choosePage: undefined };
  const rendered = await format.render(concealed, { ...context, settings, failed, note: () => {} });
  if (rendered === undefined) return undefined;
  return { format: format.name, status: rendered.status ?? outcome.status, contentType: rendered.contentType, body: masked(rendered.body, MAX_BODY) };
}

/** The page that production sends. */
export function productionPage(rendering: Rendering, failed: (error: unknown) => void): Promise<ProductionAnswer | undefined> {
  return productionAnswer(html, rendering, failed);
}
