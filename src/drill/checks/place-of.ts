import { isAbsolute, relative } from 'node:path';
import type { Played, RenderedView } from '../model/answer.ts';
import type { Place } from '../model/finding.ts';
import type { About } from './check.ts';

/** The file of the app that has made this answer: its own response, its view, or the file that mounts Halyard. */
export function placeOf(played: Played, about: About): Place | undefined {
  return placeOfView(played, about) ?? placeOfResponse(played, about);
}

/** The app's own response, or the file that mounts Halyard. */
export function placeOfResponse({ trace, exercise }: Played, about: About): Place | undefined {
  const own = trace.override?.file ?? (trace.override && about.app.responses.find(({ name }) => name === exercise.expected.response)?.file);
  return own === undefined ? placeOfMount(about) : placeIn(own, about);
}

/** The file that mounts Halyard. */
export function placeOfMount({ app }: About): Place | undefined {
  return app.mountedAt && { ...app.mountedAt, file: fromRoot(app.mountedAt.file, app.root) };
}

/** The view that has made the page, with a line of it if `lineIn` finds one. `undefined` if the page is not the app's. */
export function placeOfView(played: Played, about: About, lineIn?: (file: string) => number | undefined): Place | undefined {
  const file = fileOfView(renderedView(played), about);
  return file === undefined ? undefined : placeIn(file, about, lineIn?.(file));
}

/** The view that has rendered the page: the last one, if it has not failed. */
function renderedView({ trace }: Played): RenderedView | undefined {
  const last = trace.views.at(-1);
  return last?.error === undefined ? last : undefined;
}

/** The file of a view, if it is known. */
export function fileOfView(view: RenderedView | undefined, { app }: About): string | undefined {
  return view && (view.file ?? app.views.find(({ name }) => name === view.name)?.file);
}

/** A place, with the file relative to the folder of the app. */
export function placeIn(file: string, { app }: About, line?: number | undefined): Place {
  return { file: fromRoot(file, app.root), ...(line !== undefined && { line }) };
}

function fromRoot(file: string, root: string): string {
  if (!isAbsolute(file)) return file;
  const path = relative(root, file);
  return path.startsWith('..') || isAbsolute(path) ? file : path.replaceAll('\\', '/');
}
