import { withDeadline } from '../deadline.ts';
import type { PublicOutcome } from '../disclose.ts';
import { HalyardError } from '../errors.ts';
import type { Format, FormatContext, Rendered } from '../format.ts';
import type { Recovered } from '../forms.ts';
import { isPromiseLike, type MaybePromise } from '../maybe-promise.ts';
import type { ViewEngine } from '../view-engine.ts';
import { localsOf } from './locals.ts';
import { builtInPage, PAGE_POLICY } from './page.ts';

/** A page this long is a mistake, or an attack on the memory of the server. */
const MAX_PAGE = 2_000_000;

/** Where a view may be: below the folder of views, and nowhere a dot could lead to. */
const VIEW_NAME = /^[\w-]+(?:\/[\w-]+)*$/;

/** The app's page for the status (`views/500.*`, then `views/5xx.*`), else the built-in one. A success has only the app's. */
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
  const rendered = (page: string | undefined): Rendered | undefined => (page === undefined ? builtIn(outcome, context, recovered) : ofApp(page, recovered));
  const failed = (error: unknown): Rendered | undefined => {
    context.failed(error);
    return builtIn(outcome, context, recovered);
  };
  try {
    const page = renderView(outcome, context, recovered);
    return isPromiseLike(page) ? page.then(rendered, failed) : rendered(page);
  } catch (error) {
    return failed(error);
  }
}

function ofApp(body: string, recovered: Recovered | undefined): Rendered {
  return { body, contentType: 'text/html; charset=utf-8', value: body, active: true, ...cookiesOf(recovered) };
}

function builtIn(outcome: PublicOutcome, context: FormatContext, recovered: Recovered | undefined): Rendered | undefined {
  if (outcome.bare) return undefined;
  const body = builtInPage(outcome, context.settings.home, recovered);
  return { body, contentType: 'text/html; charset=utf-8', value: body, policy: PAGE_POLICY, ...cookiesOf(recovered) };
}

function cookiesOf(recovered: Recovered | undefined): Pick<Rendered, 'headers'> | undefined {
  return recovered === undefined || recovered.cookies.length === 0 ? undefined : { headers: { 'set-cookie': recovered.cookies } };
}

function renderView(outcome: PublicOutcome, context: FormatContext, recovered: Recovered | undefined): MaybePromise<string | undefined> {
  const { views } = context.settings;
  if (views.length === 0) return undefined;
  const locals = localsOf(outcome, context, recovered);
  const status = String(outcome.status);
  const names = [status, `${status[0]}xx`];
  if (outcome.view !== undefined) {
    if (VIEW_NAME.test(outcome.view)) names.unshift(outcome.view);
    else
      context.failed(
        new HalyardError('E_VIEW_NAME', {
          found: JSON.stringify(outcome.view),
          expected: "a name such as 'berths/gone': letters, digits, _ and -, in folders",
        }),
      );
  }
  return firstPage({ names, views, locals, deadline: context.settings.deadline }, 0);
}

interface Search {
  readonly names: readonly string[];
  readonly views: readonly ViewEngine[];
  readonly locals: Record<string, unknown>;
  readonly deadline: number;
}

/** Asks for each name every engine in turn, from this turn on; waits only for an engine that makes us wait. */
function firstPage(search: Search, from: number): MaybePromise<string | undefined> {
  const { names, views, locals } = search;
  for (let turn = from; turn < names.length * views.length; turn++) {
    const view = names[Math.floor(turn / views.length)] as string;
    const page = (views[turn % views.length] as ViewEngine).render(view, locals);
    if (isPromiseLike(page)) return waitForPage(page, view, search, turn + 1);
    if (page !== undefined) return checkedPage(page, view);
  }
  return undefined;
}

async function waitForPage(page: PromiseLike<string | undefined>, view: string, search: Search, next: number): Promise<string | undefined> {
  const { deadline } = search;
  const text = await withDeadline(
    page,
    deadline,
    () => new HalyardError('E_VIEW_TIMEOUT', { found: `view "${view}" still rendering after ${deadline} ms`, expected: 'a page before the option `deadline`' }),
  );
  return text === undefined ? firstPage(search, next) : checkedPage(text, view);
}

function checkedPage(page: unknown, view: string): string {
  if (typeof page === 'string' && page !== '' && page.length <= MAX_PAGE) return page;
  const found = typeof page === 'string' ? `${page.length} characters` : `a value of type ${typeof page}`;
  throw new HalyardError('E_VIEW_OUTPUT', { found: `${found} from view "${view}"`, expected: `text of at most ${MAX_PAGE} characters` });
}
