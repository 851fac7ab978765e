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
  const names = recorder().viewsOf(answer.body);
  const isPage = mediaTypeOf(answer) === 'text/html' || mediaTypeOf(answer) === 'application/xhtml+xml';
  const pass = isPage && names.includes(view);
  const verdict = { pass, wanted: `be the page of the view ${view}`, expected: { view }, actual: { view: names[0] } };
  return { ...verdict, differences: pass ? [] : [found(answer, isPage, names)] };
}

function found(answer: Answer, isPage: boolean, names: readonly string[]): string {
  if (!isPage) return `content-type: expected text/html, received ${mediaTypeOf(answer) ?? 'nothing'}. A browser sends the header Accept: text/html.`;
  if (answer.body === '') return 'body: expected a page, received nothing. A HEAD request has no body.';
  if (names.length > 0) return `view: expected another one, received the page of the view ${names.join(', ')}`;
  const rendered = recorder().viewNames();
  const seen = rendered.length === 0 ? 'No view was rendered in this process.' : `These views were rendered in this process: ${rendered.join(', ')}.`;
  return `view: the page is not that of a view. It may be the built-in page of Halyard, because the view is missing or failed. ${seen}`;
}
