import { fieldsOf, type Played, typeOf } from '../model/answer.ts';
import type { Place } from '../model/finding.ts';
import { type About, isComplete } from './check.ts';
import { type Page, type PageElement, pageOf } from './page.ts';
import { perRun } from './per-run.ts';
import { placeOf, placeOfView } from './place-of.ts';
import { lineOfTag, sourceOf } from './view-source.ts';

/** The most characters of the pages that are kept. A page that was read takes twenty times the memory of its text. */
const MOST = 1_000_000;
const pages = perRun<Page>(MOST);
/** Several checks, one after the other, read the page of an answer. */
let last: { readonly played: WeakRef<Played>; readonly page: WeakRef<Page> } | undefined;

/** The page of an answer, if a browser shows one. Pages that differ only in the reference, the path and the language are read once. */
export function readPage(played: Played, about: About): Page | undefined {
  const { answer, exercise } = played;
  if (!isComplete(played) || exercise.method === 'HEAD' || answer.bytes === 0 || (answer.status >= 300 && answer.status < 400)) return undefined;
  if (typeOf(answer) !== 'text/html' && typeOf(answer) !== 'application/xhtml+xml') return undefined;
  const known = last?.played.deref() === played ? last.page.deref() : undefined;
  if (known !== undefined) return known;
  const page = pages(about, keyOf(played), () => pageOf(answer.body));
  last = { played: new WeakRef(played), page: new WeakRef(page) };
  return page;
}

/** The body without what differs between answers that come from the same code. */
export function keyOf({ answer, exercise }: Played): string {
  const [reference] = fieldsOf(answer, 'error-reference');
  const paths = [exercise.path, exercise.path.split('?', 1)[0] as string].filter((path) => path.length > 1);
  return [...(reference ? [reference] : []), ...paths].reduce((text, value) => text.replaceAll(value, '~'), answer.body);
}

/** Where an element of the page is written: the view, with the line of the tag if it can be found, or the response. */
export function placeOfElement(played: Played, about: About, page: Page, element: PageElement | undefined): Place | undefined {
  const line = (file: string): number | undefined => {
    const source = sourceOf(file, about);
    if (source === undefined || element === undefined || element.tag === '') return undefined;
    const same = page.elements.filter(({ name, tag }) => name === element.name && tag !== '');
    return lineOfTag(source, element.tag, { at: same.indexOf(element), of: same.length });
  };
  return placeOfView(played, about, line) ?? placeOf(played, about);
}
