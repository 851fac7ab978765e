import type { ViewEngine } from '../../core/ports/view-engine.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import type { AppFiles } from './app-files.ts';
import { type Running, running } from './trace-of.ts';

/** Notes each view that an exercise renders, and where it has failed. A part of the app that the exercise breaks fails here. */
export function spiedViews(engine: ViewEngine, files: AppFiles): ViewEngine {
  return {
    ...engine,
    render(view, locals, request) {
      const now = running.getStore();
      if (now === undefined) return engine.render(view, locals, request);
      const began = performance.now();
      const note = (error?: unknown): void => noteView(now, { view, files, duration: performance.now() - began, error });
      try {
        const page = engine.render(view, locals, request);
        if (!isPromiseLike(page)) return finished(page, now, note);
        return Promise.resolve(page).then(
          (text) => finished(text, now, note),
          (error: unknown) => {
            note(error ?? new Error('The view has failed without an error'));
            throw error;
          },
        );
      } catch (error) {
        note(error ?? new Error('The view has failed without an error'));
        throw error;
      }
    },
  };
}

function finished(page: string | undefined, { exercise }: Running, note: (error?: unknown) => void): string | undefined | Promise<never> {
  if (page === undefined) return undefined;
  note();
  if (exercise.call?.broken === 'throwing view') throw new Error('The drill makes the view throw');
  return exercise.call?.broken === 'slow view' ? new Promise<never>(() => {}) : page;
}

interface About {
  readonly view: string;
  readonly files: AppFiles;
  readonly duration: number;
  readonly error: unknown;
}

function noteView({ views }: Running, { view, files, duration, error }: About): void {
  const file = files.viewNamed(view);
  views.push({ name: view, file, duration, ...(error !== undefined && { error: files.placeOfError(error, file) }) });
}
