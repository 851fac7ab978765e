import { type Answer, mediaTypeOf } from '../answer/answer.ts';
import { shown } from '../output/shown.ts';
import type { Verdict } from '../output/verdict.ts';
import { wrongArgument } from '../output/wrong-argument.ts';
import { recorder } from '../recorder/recorder.ts';

/** Whether the body is the page that the app's view of this name rendered in this process. */
export function checkPage(name: string, answer: Answer, view: string): Verdict {
  if (typeof view !== 'string' || !/^[\w-]+(?:\/[\w-]+)*$/.test(view)) {
    throw wrongArgument(name, {
      found: shown(view),
      expected: "the name of a view, such as '404', '4xx' or 'berths/gone'",
      ...(typeof view === 'number' && { todo: `Write it as a text: '${view}'.` }),
    });
  }
  const names = likelyViews(recorder().viewsOf(answer.body), answer.status);
  const isPage = mediaTypeOf(answer) === 'text/html' || mediaTypeOf(answer) === 'application/xhtml+xml';
  const pass = isPage && names.includes(view);
  const verdict = { pass, wanted: `be the page of the view ${view}`, expected: { view }, actual: { view: names[0] } };
  return { ...verdict, differences: pass ? [] : [found(answer, isPage, names)] };
}

/** Several views may have made this text, such as a `404` and a `410` with the same words. Then a view of another status did not make this page. */
function likelyViews(views: readonly string[], status: number): readonly string[] {
  const ofStatus = views.filter((view) => {
    const name = view.slice(view.lastIndexOf('/') + 1);
    return !/^[1-5](?:\d\d|xx)$/.test(name) || name === String(status) || name === `${String(status)[0]}xx`;
  });
  return ofStatus.length === 0 ? views : ofStatus;
}

function found(answer: Answer, isPage: boolean, names: readonly string[]): string {
  if (!isPage) return `content-type: expected text/html, received ${mediaTypeOf(answer) ?? 'nothing'}. A browser sends the header Accept: text/html.`;
  if (answer.body === '') return 'body: expected a page, received nothing. A HEAD request has no body.';
  if (names.length > 0) return `view: expected another one, received the page of the view ${names.join(', ')}`;
  const rendered = recorder().viewNames();
  const seen = rendered.length === 0 ? 'No view was rendered in this process.' : `These views were rendered in this process: ${rendered.join(', ')}.`;
  return `view: the page is not that of a view. It may be the built-in page of Halyard, because the view is missing or failed. ${seen}`;
}
