import type { Context } from 'hono';
import type { ViewEngine } from '../../core/ports/view-engine.ts';
import type { Options } from '../../core/settings/options.ts';
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';

/** The result of Hono's `html` and JSX. TypeScript treats it as a string, but it is an object that `c.html()` renders. */
interface Page {
  readonly isEscaped: true;
}

/** Lets views return the values that `c.html()` accepts: `` html`<h1>${title}</h1>` ``, or JSX. The check of the options reports invalid views. */
export function pagesOf(options: Options): Options {
  const views = (options as Options | null)?.views;
  if (views === undefined) return options;
  return { ...options, views: Array.isArray(views) ? views.map(withPages) : withPages(views as ViewEngine) };
}

function withPages(engine: ViewEngine): ViewEngine {
  if (typeof (engine as ViewEngine | null)?.render !== 'function') return engine;
  return {
    render(view, locals, request) {
      const written = (page: string | undefined): MaybePromise<string | undefined> => {
        const context = request?.native as Context | undefined;
        return isPage(page) && context !== undefined ? write(context, page as unknown as string) : page;
      };
      const page = engine.render(view, locals, request);
      return isPromiseLike(page) ? page.then(written) : written(page);
    },
  };
}

async function write(context: Context, page: string): Promise<string> {
  return (await context.html(page)).text();
}

function isPage(page: unknown): page is Page {
  return typeof page === 'object' && page !== null && (page as Partial<Page>).isEscaped === true;
}
