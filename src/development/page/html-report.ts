import type { Rendered } from '../../core/formats/format.ts';
import { renderedText } from '../../core/formats/rendered-text.ts';
import { choosePage } from '../../hosting/shared/choose-page.ts';
import type { Rendering } from '../../hosting/shared/development-report.ts';
import { productionAnswers, productionPage } from '../report/production-answers.ts';
import { renderingReport } from '../report/rendering-report.ts';
import { DEVELOPMENT_POLICY, developmentPage } from './development-page.ts';
import { chooseEditor } from './editor.ts';

/**
 * The development page. `undefined`: the app has a page of its own for this status, and that page is sent.
 *
 * The page of production is rendered first, because it shows whether the app has one, and whether its view fails.
 */
export async function htmlReport(rendering: Rendering): Promise<Rendered | undefined> {
  const { outcome, context, editor } = rendering;
  const failures: unknown[] = [];
  const { answer, isOwn } = await productionPage(rendering, (error) => failures.push(error));
  const chosen = isOwn ? choosePage('', outcome, context) : undefined;
  if (isOwn && typeof chosen !== 'object') return undefined;
  for (const error of failures) context.failed(error);
  const report = await renderingReport(rendering, [...(answer === undefined ? [] : [answer]), ...(await productionAnswers(rendering))], failures);
  const { forms } = context.settings;
  const recovered = await forms?.recover(context.request, outcome, true);
  const recovery = recovered && forms?.sections(recovered, outcome.resend);
  return {
    ...renderedText(
      'text/html',
      developmentPage(report, { choice: chooseEditor(editor, process.env), note: typeof chosen === 'object' ? chosen.note : '', recovery }),
    ),
    active: true,
    // The policy of the app is for the app's own pages. It would keep this one from its script and its style.
    headers: { ...recovered?.headers, 'content-security-policy': DEVELOPMENT_POLICY },
  };
}
