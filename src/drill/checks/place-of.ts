import { isAbsolute, relative } from 'node:path';
import { fieldsOf, type Played, type RenderedView } from '../model/answer.ts';
import type { Place } from '../model/finding.ts';
import type { About } from './check.ts';
import { lineOfText, sourceOf } from './view-source.ts';

/** The file of the app that has made this answer: its own response, its view, or the file that mounts Halyard. */
export function placeOf(played: Played, about: About): Place | undefined {
  return placeOfView(played, about) ?? placeOfResponse(played, about);
}

/** The app's own response, the line of the app that has answered in place of Halyard, or the file that mounts Halyard. */
export function placeOfResponse(played: Played, about: About): Place | undefined {
  const { trace, exercise } = played;
  const own = trace.override?.file ?? (trace.override && about.app.responses.find(({ name }) => name === exercise.expected.response)?.file);
  if (own === undefined) return answersItself(played) ? (trace.sentAt ?? placeOfMount(about)) : placeOfMount(about);
  const place = placeIn(own, about);
  return trace.sentAt?.file === place.file ? trace.sentAt : place;
}

/** The line of the app's own response that names a header field. Otherwise the place of the response. */
export function placeOfField(field: string, played: Played, about: About): Place | undefined {
  const place = placeOfResponse(played, about);
  if (place === undefined || played.trace.override === undefined) return place;
  const line = lineOfText(sourceOf(place.file, about) ?? '', field);
  return line === undefined ? place : placeIn(place.file, about, line);
}

/** Whether middleware or an error handler of the app has answered a failure in place of Halyard. The answers of Halyard have a reference. */
export function answersItself({ exercise, answer, trace }: Played): boolean {
  const { response, isBroken = false } = exercise.expected;
  const isFailure = answer.status >= 400 && answer.ended === 'complete' && exercise.client !== 'socket';
  return (
    isFailure && response !== undefined && !isBroken && !trace.isPlayed && trace.override === undefined && fieldsOf(answer, 'error-reference').length === 0
  );
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

/** Whether the page is Halyard's own: neither a view nor a response of the app has made it. */
export function isBuiltInPage(played: Played): boolean {
  return played.trace.override === undefined && renderedView(played) === undefined;
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
