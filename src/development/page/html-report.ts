import type { Rendered } from '../../core/formats/format.ts';
import { renderedText } from '../../core/formats/rendered-text.ts';
import type { Rendering } from '../../hosting/shared/development-report.ts';
import { productionAnswers, productionPage } from '../report/production-answers.ts';
import { renderingReport } from '../report/rendering-report.ts';
import { developmentPage } from './development-page.ts';

/** The development page. `undefined`: the app's own page is sent, because it is not about a server error, or the app wants it. */
export async function htmlReport(rendering: Rendering): Promise<Rendered | undefined> {
  const failures: unknown[] = [];
  const page = await productionPage(rendering, (error) => failures.push(error));
  const answers = [...(page === undefined ? [] : [page]), ...(await productionAnswers(rendering))];
  for (const error of failures) rendering.context.failed(error);
  const report = await renderingReport(rendering, answers, failures);
  return renderedText('text/html', developmentPage(report));
}
