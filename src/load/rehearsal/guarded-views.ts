import { firstPage } from '../../core/formats/app-view.ts';
import type { FormatSettings } from '../../core/formats/format.ts';
import type { ViewEngine } from '../../core/ports/view-engine.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import type { Copies } from './copies.ts';

/**
 * The rendering of a production server whose failing views are answered with a copy. The view engines of the app become one, which tries them in their order.
 * The failure is logged where Halyard chooses the page of a failure, because only that place can log it with the reference of the answer.
 */
export function guardedRendering(rendering: FormatSettings, copies: Copies): FormatSettings {
  const { views, deadline, choosePage } = rendering;
  const failures = new WeakMap<object, unknown>();
  const engine: ViewEngine & { readonly guards: readonly ViewEngine[] } = {
    // The drill watches the engines themselves, so that it sees a failure that a copy hides from the client.
    guards: views,
    render(view, locals, request) {
      const failed = (error: unknown): string => {
        const page = request && copies.pageFor(view, locals, request);
        if (page === undefined) throw error;
        failures.set(request as object, error);
        return page;
      };
      try {
        // This deadline begins before the one that the core sets for this engine, so a late view is answered with its copy.
        const page = firstPage({ names: [view], views, locals: locals as Record<string, unknown>, request: request as never, deadline }, 0);
        return isPromiseLike(page) ? page.then(undefined, failed) : page;
      } catch (error) {
        return failed(error);
      }
    },
  };
  return {
    ...rendering,
    views: [engine],
    choosePage(own, failure, situation, isPart) {
      const { request } = situation;
      if (failures.has(request)) {
        situation.failed?.(failures.get(request));
        failures.delete(request);
      }
      return choosePage?.(own, failure, situation, isPart);
    },
  };
}
