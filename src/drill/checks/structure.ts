import { fieldsOf, type Played, typeOf } from '../model/answer.ts';
import type { Finding } from '../model/finding.ts';
import { type Check, type Fault, fault } from './check.ts';
import { type Page, type PageElement, shownTag } from './page.ts';
import { placeOfElement, readPage } from './read-pages.ts';

interface Wrong extends Pick<Finding, 'message' | 'todo'> {
  readonly severity?: Finding['severity'];
  readonly element?: PageElement | undefined;
  readonly excerpt?: string;
}

/** Whether a page is a whole document that a browser can read in one way: doctype, language, title, one h1, unique ids, closed tags. */
export const checkStructure: Check = (played, about) => {
  const page = readPage(played, about);
  if (page === undefined) return [];
  return faultsOf(page, played).map(({ element, ...wrong }): Fault => {
    const excerpt = wrong.excerpt ?? element?.tag;
    return fault(played, { code: 'structure', ...wrong, place: placeOfElement(played, about, page, element), ...(excerpt && { excerpt }) });
  });
};

function faultsOf(page: Page, played: Played): readonly Wrong[] {
  if (page.refused !== undefined) return [{ message: `A page ${page.refused}, so its structure is not checked.`, todo: 'Make the page smaller.' }];
  const isPart = !page.isWhole && played.exercise.client !== 'browser' && played.exercise.client !== 'any';
  return [...(isPart ? [] : ofDocument(page, played)), ...duplicateIds(page), ...unclosed(page), ...unreadable(page)];
}

function ofDocument({ elements, isWhole, errors }: Page, { answer }: Played): readonly Wrong[] {
  const named = (name: string): readonly PageElement[] => elements.filter((one) => one.name === name);
  const wrong: Wrong[] = [];
  const [html] = named('html');
  const lang = html?.attributes.get('lang')?.trim() ?? '';
  if (lang === '') wrong.push({ message: 'The page has no language.', todo: 'Write `<html lang="en">`, with the language of the page.', element: html });
  else if (!/^[a-z]{2,8}(?:-[a-z\d]{1,8})*$/i.test(lang))
    wrong.push({ message: 'The language of the page is no language tag.', todo: 'Write a tag such as `en` or `pt-BR`.', element: html });
  const titles = named('title').filter(({ parent }) => parent?.name === 'head' || !isWhole);
  if (titles[0] === undefined) wrong.push({ message: 'The page has no title.', todo: 'Write a `<title>` that names the failure.' });
  else if (titles[0].text() === '')
    wrong.push({ message: 'The title of the page is empty.', todo: 'Write a `<title>` that names the failure.', element: titles[0] });
  const headings = named('h1');
  if (headings.length !== 1) {
    const found = headings.length === 0 ? 'no h1' : 'more than one h1';
    wrong.push({ message: `The page has ${found}.`, todo: 'Write one h1 that names the failure.', element: headings[1] });
  } else if (headings[0]?.text() === '' && !hasPicture(headings[0]))
    wrong.push({ message: 'The h1 of the page is empty.', todo: 'Write the failure into it.', element: headings[0] });
  if (isWhole && errors.some(({ code }) => code === 'missing-doctype'))
    wrong.push({
      severity: 'warning',
      message: 'The page has no doctype, so browsers show it in quirks mode.',
      todo: 'Begin it with `<!doctype html>`.',
      element: html,
    });
  const isDeclared =
    /charset/i.test(fieldsOf(answer, 'content-type')[0] ?? '') ||
    named('meta').some(({ attributes }) => attributes.has('charset') || /charset/i.test(attributes.get('content') ?? ''));
  if (!isDeclared && typeOf(answer) === 'text/html')
    wrong.push({
      severity: 'warning',
      message: 'Neither the head nor the page names its encoding.',
      todo: 'Write `<meta charset="utf-8">` first into the head.',
    });
  if (!named('meta').some(({ attributes }) => attributes.get('name')?.toLowerCase() === 'viewport'))
    wrong.push({
      severity: 'warning',
      message: 'The page has no viewport, so it is tiny on a telephone.',
      todo: 'Write `<meta name="viewport" content="width=device-width, initial-scale=1">` into the head.',
    });
  return wrong;
}

function hasPicture(element: PageElement): boolean {
  return element.inside().some(({ name, attributes }) => name === 'svg' || (name === 'img' && (attributes.get('alt') ?? '') !== ''));
}

function duplicateIds({ elements }: Page): readonly Wrong[] {
  const seen = new Set<string>();
  const wrong: Wrong[] = [];
  for (const element of elements) {
    const id = element.attributes.get('id');
    if (id === undefined || id === '') continue;
    if (seen.has(id) && wrong.length < 5)
      wrong.push({ message: `Two elements of the page have the id "${id.slice(0, 60)}".`, todo: 'Give each its own id.', element });
    seen.add(id);
  }
  return wrong;
}

function unclosed({ elements }: Page): readonly Wrong[] {
  const element = elements.find(({ isClosed }) => !isClosed);
  return element ? [{ severity: 'warning', message: `An element of the page is not closed: ${shownTag(element)}.`, todo: 'Write its end tag.', element }] : [];
}

/** Faults that change what a browser shows. Others, such as an attribute without a space before it, change nothing. */
const UNREADABLE: Readonly<Record<string, string>> = {
  'eof-in-tag': 'The page ends in a tag.',
  'eof-in-comment': 'A comment of the page is not closed.',
  'eof-in-cdata': 'The page ends in a CDATA section.',
  'eof-in-script-html-comment-like-text': 'A script of the page is not closed.',
  'eof-in-element-that-can-contain-only-text': 'A title, script, style or text field of the page is not closed.',
  'duplicate-attribute': 'A tag of the page has the same attribute twice.',
  'misplaced-start-tag-for-head-element': 'The page has a tag of the head in its body.',
};
const FATAL = new Set(['eof-in-tag', 'eof-in-comment', 'eof-in-element-that-can-contain-only-text', 'eof-in-script-html-comment-like-text']);

function unreadable({ errors, elements, html }: Page): readonly Wrong[] {
  const codes = new Set<string>();
  return errors.flatMap(({ code, at }) => {
    const message = Object.hasOwn(UNREADABLE, code) ? UNREADABLE[code] : undefined;
    if (message === undefined || codes.has(code)) return [];
    codes.add(code);
    const element = elements.findLast((one) => one.at !== -1 && one.at <= at);
    return [
      {
        severity: FATAL.has(code) ? 'error' : 'warning',
        message,
        todo: 'Correct the HTML of the view.',
        element,
        excerpt: html.slice(Math.max(0, at - 60), at + 60),
      } as const,
    ];
  });
}
