import type { Context } from 'hono';
import type { ViewEngine } from '../../core/ports/view-engine.ts';
import type { Options } from '../../core/settings/options.ts';
import { asList } from '../../core/values/as-list.ts';
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import { extendOptions } from '../../hosting/shared/own-options.ts';

/** The result of Hono's `html` and JSX. TypeScript treats it as a string, but it is an object that `c.html()` renders. */
interface Page {
  readonly isEscaped: true;
}

/** Lets views return the values that `c.html()` accepts: `` html`<h1>${title}</h1>` ``, or JSX. */
export function pagesOf(options: Options): Options {
  return extendOptions(options, ({ views }) => ({ views: asList(views).map(withPages) }));
}

function withPages(engine: ViewEngine): ViewEngine {
  // The copy keeps what load() has written on its engine.
  return {
    ...engine,
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
