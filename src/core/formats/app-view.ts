import type { PublicOutcome } from '../disclosure/disclose.ts';
import type { IncomingRequest } from '../ports/request.ts';
import type { ViewEngine } from '../ports/view-engine.ts';
import { boundedText, singleLine } from '../values/bounded-text.ts';
import { withDeadline } from '../values/deadline.ts';
import { HalyardError } from '../values/errors.ts';
import { isInstance, readProperty } from '../values/guarded-read.ts';
import { maskText } from '../values/mask.ts';
import { isPromiseLike, type MaybePromise } from '../values/maybe-promise.ts';
import { quote } from '../values/quote.ts';
import { appLocals } from './app-locals.ts';
import type { FormatContext } from './format.ts';
import type { Recovered } from './forms.ts';
import { localsOf } from './locals.ts';

/** The most characters of a page. A longer page is a mistake, or an attack on the memory of the server. */
const MAX_PAGE = 2_000_000;

/** A valid view name. It has no dot, so it cannot lead outside the folder of views. */
const VIEW_NAME = /^[\w-]+(?:\/[\w-]+)*$/;

/**
 * Renders the app's own view for this outcome: the view that the call names, then `500`, then `5xx`, in `folder`. Returns `undefined` if there is no
 * view. Throws or rejects if a view fails, is late or returns no text.
 */
export function appView(outcome: PublicOutcome, context: FormatContext, recovered: Recovered | undefined, folder = ''): MaybePromise<string | undefined> {
  if (context.settings.views.length === 0) return undefined;
  const own = appLocals(context);
  const search = (locals: Readonly<Record<string, unknown>>) => viewWith(outcome, context, localsOf(outcome, context, locals, recovered), folder);
  return isPromiseLike(own) ? own.then(search) : search(own);
}

function viewWith(outcome: PublicOutcome, context: FormatContext, locals: Record<string, unknown>, folder: string): MaybePromise<string | undefined> {
  const { views, deadline } = context.settings;
  const status = String(outcome.status);
  const names = [folder + status, `${folder}${status[0]}xx`];
  if (outcome.view !== undefined) {
    if (VIEW_NAME.test(outcome.view)) names.unshift(folder + outcome.view);
    else
      context.failed(
        new HalyardError('E_VIEW_NAME', {
          found: JSON.stringify(outcome.view),
          expected: "a name such as 'berths/gone': letters, digits, _ and -, in folders",
        }),
      );
  }
  return firstPage({ names, views, locals, request: context.request, deadline }, 0);
}

interface Search {
  readonly names: readonly string[];
  readonly views: readonly ViewEngine[];
  readonly locals: Record<string, unknown>;
  readonly request: IncomingRequest;
  readonly deadline: number;
}

/**
 * Tries every engine for the first name, then for the next name. `from` is the number of the first attempt. It waits only for a promise. Throws or rejects
 * with E_VIEW, E_VIEW_TIMEOUT or E_VIEW_OUTPUT if a view fails.
 */
export function firstPage(search: Search, from: number): MaybePromise<string | undefined> {
  const { names, views, locals, request } = search;
  for (let turn = from; turn < names.length * views.length; turn++) {
    const view = names[Math.floor(turn / views.length)] as string;
    const page = renderedBy(views[turn % views.length] as ViewEngine, view, locals, request);
    if (isPromiseLike(page)) return waitForPage(page, view, search, turn + 1);
    if (page !== undefined) return checkedPage(page, view);
  }
  return undefined;
}

function renderedBy(engine: ViewEngine, view: string, locals: Record<string, unknown>, request: IncomingRequest): ReturnType<ViewEngine['render']> {
  try {
    return engine.render(view, locals, request);
  } catch (error) {
    throw viewFailed(view, error);
  }
}

/** The error of a failed view, with the name of the view. It is the same for all engines: Halyard, Express, Fastify, Koa, Hono. */
function viewFailed(view: string, cause: unknown): HalyardError {
  if (isInstance(cause, HalyardError)) return cause;
  const message = readProperty(cause, 'message');
  // A template engine writes lines of the template between the place and the reason.
  const why = typeof message === 'string' ? boundedText(maskText(singleLine(message.trim().replace(/\n.*\n\s*/s, ': '))), 256) : quote(cause);
  return new HalyardError('E_VIEW', { found: `view "${view}" failing: ${why}`, expected: 'a page', cause });
}

async function waitForPage(page: PromiseLike<string | undefined>, view: string, search: Search, next: number): Promise<string | undefined> {
  const { deadline } = search;
  const text = await withDeadline(
    Promise.resolve(page).catch((error: unknown) => {
      throw viewFailed(view, error);
    }),
    deadline,
    () =>
      new HalyardError('E_VIEW_TIMEOUT', { found: `view "${view}" still rendering after ${deadline} ms`, expected: 'an answer before the option `deadline`' }),
  );
  return text === undefined ? firstPage(search, next) : checkedPage(text, view);
}

function checkedPage(page: unknown, view: string): string {
  if (typeof page === 'string' && page !== '' && page.length <= MAX_PAGE) return page;
  const found = typeof page === 'string' ? `${page.length} characters` : `a value of type ${typeof page}`;
  throw new HalyardError('E_VIEW_OUTPUT', { found: `${found} from view "${view}"`, expected: `text of at most ${MAX_PAGE} characters` });
}
