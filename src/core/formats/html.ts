import type { PublicOutcome } from '../disclosure/disclose.ts';
import { errorRecord } from '../values/error-reading.ts';
import { isPromiseLike, type MaybePromise } from '../values/maybe-promise.ts';
import { appView } from './app-view.ts';
import type { Format, FormatContext, Rendered } from './format.ts';
import type { Recovered } from './forms.ts';
import { builtInPage, PAGE_POLICY } from './page.ts';
import { renderedText } from './rendered-text.ts';

/**
 * The app's page for the status (`views/500.*`, then `views/5xx.*`), or else the built-in page. In development, a developer gets the built-in page for an
 * error of a 5xx, although the app has a page. A success has no built-in page.
 */
export const html: Format = {
  name: 'html',
  mediaType: 'text/html',
  alsoFor: (type) => type === 'application/xhtml+xml',
  render(outcome, context) {
    const recovered = context.settings.forms?.recover(context.request, outcome, true);
    if (!isPromiseLike(recovered)) return pageOf(outcome, context, recovered);
    return Promise.resolve(recovered)
      .catch((error: unknown) => void context.failed(error))
      .then((late) => pageOf(outcome, context, late));
  },
};

function pageOf(outcome: PublicOutcome, context: FormatContext, recovered: Recovered | undefined): MaybePromise<Rendered | undefined> {
  const rendered = (own: string | undefined): Rendered | undefined => {
    const page = own && (context.settings.choosePage?.(own, outcome, context) ?? own);
    return typeof page === 'string' ? pageWith(page, { active: true }, recovered) : builtIn(outcome, context, recovered, page?.note);
  };
  const failed = (error: unknown): Rendered | undefined => {
    context.failed(error);
    // A developer reads the failure of the app's view on the page, and not only in the log.
    const errors = outcome.revealed ? [...outcome.errors, errorRecord(error, context.settings.now)] : outcome.errors;
    return builtIn({ ...outcome, errors }, context, recovered);
  };
  try {
    const page = appView(outcome, context, recovered);
    return isPromiseLike(page) ? page.then(rendered, failed) : rendered(page);
  } catch (error) {
    return failed(error);
  }
}

function builtIn(outcome: PublicOutcome, context: FormatContext, recovered: Recovered | undefined, note?: string): Rendered | undefined {
  if (outcome.dataIsBody) return undefined;
  const { forms, home } = context.settings;
  const sections = recovered && forms?.sections(recovered, outcome.resend);
  const body = builtInPage(outcome, home && (forms?.home?.(context.request, home) ?? home), sections, note);
  return pageWith(body, { policy: sections?.policy ?? PAGE_POLICY }, recovered);
}

function pageWith(body: string, kind: Pick<Rendered, 'active' | 'policy'>, recovered: Recovered | undefined): Rendered {
  return { ...renderedText('text/html', body), ...kind, ...(recovered?.headers && { headers: recovered.headers }) };
}
