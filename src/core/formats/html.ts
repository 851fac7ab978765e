import type { PublicOutcome } from '../disclosure/disclose.ts';
import { errorRecord } from '../values/error-reading.ts';
import { isPromiseLike, type MaybePromise } from '../values/maybe-promise.ts';
import { appView } from './app-view.ts';
import type { Format, FormatContext, Rendered } from './format.ts';
import type { Recovered } from './forms.ts';
import { builtInPage, PAGE_POLICY } from './page.ts';

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
    return isPromiseLike(recovered) ? afterRecovery(recovered, outcome, context) : pageOf(outcome, context, recovered);
  },
};

async function afterRecovery(recovery: PromiseLike<Recovered | undefined>, outcome: PublicOutcome, context: FormatContext): Promise<Rendered | undefined> {
  let recovered: Recovered | undefined;
  try {
    recovered = await recovery;
  } catch (error) {
    context.failed(error);
  }
  return pageOf(outcome, context, recovered);
}

function pageOf(outcome: PublicOutcome, context: FormatContext, recovered: Recovered | undefined): MaybePromise<Rendered | undefined> {
  const { choosePage, developmentPage } = context.settings;
  const rendered = (own: string | undefined): Rendered | undefined => {
    const page = own && (choosePage?.(own, { outcome, request: context.request, developmentPage }) ?? own);
    return typeof page === 'string' ? ofApp(page, recovered) : builtIn(outcome, context, recovered, page?.note);
  };
  const failed = (error: unknown): Rendered | undefined => {
    context.failed(error);
    return builtIn(withFailure(outcome, error, context), context, recovered);
  };
  try {
    const page = appView(outcome, context, recovered);
    return isPromiseLike(page) ? page.then(rendered, failed) : rendered(page);
  } catch (error) {
    return failed(error);
  }
}

/** Adds the failure of the app's view for a client that sees errors in full, so that the developer reads it on the page and not only in the log. */
function withFailure(outcome: PublicOutcome, error: unknown, { settings }: FormatContext): PublicOutcome {
  return outcome.revealed ? { ...outcome, errors: [...outcome.errors, errorRecord(error, settings.now)] } : outcome;
}

function ofApp(body: string, recovered: Recovered | undefined): Rendered {
  return { body, contentType: 'text/html; charset=utf-8', value: body, active: true, ...cookiesOf(recovered) };
}

function builtIn(outcome: PublicOutcome, context: FormatContext, recovered: Recovered | undefined, note?: string): Rendered | undefined {
  if (outcome.dataIsBody) return undefined;
  const { forms, home } = context.settings;
  const body = builtInPage(outcome, home, recovered && forms?.sections(recovered, outcome.resend), note);
  return { body, contentType: 'text/html; charset=utf-8', value: body, policy: PAGE_POLICY, ...cookiesOf(recovered) };
}

function cookiesOf(recovered: Recovered | undefined): Pick<Rendered, 'headers'> | undefined {
  return recovered === undefined || recovered.cookies.length === 0 ? undefined : { headers: { 'set-cookie': recovered.cookies } };
}
