import type { Played } from '../model/answer.ts';
import { type Barrier, barriersOf } from './accessibility.ts';
import { type Axe, axeOf, type Violation } from './axe.ts';
import { type About, type Check, type Fault, fault } from './check.ts';
import { type Page, type PageElement, shownTag } from './page.ts';
import { perRun } from './per-run.ts';
import { placeOfElement, readPage } from './read-pages.ts';

/** axe needs about a second for a page of this size. Longer ones get the structural checks. */
const MAX_FOR_AXE = 128 * 1024;

const axes = perRun<Promise<Axe | undefined>>();
const results = perRun<Promise<readonly Barrier[]>>();
const barriers = perRun<readonly Barrier[]>();

/** Whether people with a screen reader, a keyboard or zoom can use the page. */
export const checkAccessibility: Check = (played, about) => {
  const page = readPage(played, about);
  if (page === undefined || page.refused !== undefined || page.elements.length === 0) return [];
  const own = barriers(about, page.html, () => barriersOf(page));
  const found = axesOf(about).then((axe) => (axe === undefined || !page.isWhole || page.html.length > MAX_FOR_AXE ? own : withAxe(axe, page, own, about)));
  return found.then((all) => all.map((barrier) => faultOf(barrier, page, played, about)));
};

function axesOf(about: About): Promise<Axe | undefined> {
  return axes(about, about.app.root, () => axeOf(about.app.root).catch(() => undefined));
}

function faultOf({ element, ...barrier }: Barrier, page: Page, played: Played, about: About): Fault {
  const own = element && page.elements.find(({ tag }) => tag !== '' && tag === element.tag);
  return fault(played, {
    code: 'accessibility',
    ...barrier,
    place: placeOfElement(played, about, page, own ?? element),
    ...(element?.tag && { excerpt: element.tag }),
  });
}

/** The findings of axe, once for pages that differ only in their texts. If axe fails on a page, the structural checks stand. */
function withAxe(axe: Axe, page: Page, own: readonly Barrier[], about: About): Promise<readonly Barrier[]> {
  return results(about, skeletonOf(page), () =>
    axe(page.html).then(
      (violations) => violations.map((violation) => barrierOf(violation, page)),
      () => own,
    ),
  );
}

/** The tags of a page with their attributes, and whether there is text in them: all that the rules of axe depend on. */
function skeletonOf({ elements }: Page): string {
  return (
    elements.map(({ tag, parent }) => `${parent?.name ?? ''}${tag}`).join('') +
    elements.map((element) => (LEAVES.has(element.name) ? Number(element.text() !== '') : '')).join('')
  );
}

const LEAVES = new Set([
  'title',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'a',
  'button',
  'label',
  'option',
  'td',
  'th',
  'li',
  'p',
  'summary',
  'legend',
  'figcaption',
]);

function barrierOf({ id, impact, help, helpUrl, html }: Violation, page: Page): Barrier {
  const element: PageElement | undefined =
    page.elements.find(({ tag }) => tag !== '' && html.startsWith(tag)) ?? page.elements.find(({ name, tag }) => tag !== '' && html.startsWith(`<${name}`));
  const where = element === undefined ? '' : `: ${shownTag(element)}`;
  return {
    severity: impact === 'serious' || impact === 'critical' ? 'error' : 'warning',
    message: `${help} (axe: ${id})${where}.`,
    todo: helpUrl === undefined ? 'Correct the HTML of the view.' : `See ${helpUrl.split('?', 1)[0]}`,
    element,
  };
}
