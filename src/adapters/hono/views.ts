import type { Context } from 'hono';
import type { ViewEngine } from '../../core/ports/view-engine.ts';
import type { Options } from '../../core/settings/options.ts';
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';

/** What Hono's `html` and JSX make: to TypeScript a string, and in truth an object that `c.html()` knows to write out. */
interface Page {
  readonly isEscaped: true;
}

/** Views may give what handlers give to `c.html()`: `` html`<h1>${title}</h1>` ``, or JSX. What cannot be used is left to whoever checks the options. */
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
