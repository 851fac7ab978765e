import type { Finding } from '../model/finding.ts';
import { around, type Page, type PageElement, shownTag } from './page.ts';

/** A barrier for people who use a screen reader, a keyboard or zoom. */
export interface Barrier extends Pick<Finding, 'message' | 'todo' | 'severity'> {
  readonly element: PageElement | undefined;
}

type Rule = (page: Page) => Barrier | readonly Barrier[] | undefined;

/** The barriers of a page that its HTML alone shows. `axe-core` finds more of them, if the app has it. */
export function barriersOf(page: Page): readonly Barrier[] {
  return RULES.flatMap((rule) => rule(page) ?? []);
}

/** One finding for all elements of a kind. The first one is the example. */
function each(elements: readonly PageElement[], message: string, todo: string, severity: Finding['severity'] = 'error'): Barrier | undefined {
  const [element] = elements;
  return element && { severity, message: `${message}: ${shownTag(element)}.`, todo, element };
}

const isHidden = (element: PageElement): boolean =>
  [element, ...around(element)].some(({ attributes }) => attributes.has('hidden') || attributes.get('aria-hidden') === 'true' || attributes.has('inert'));

function shown({ elements }: Page, ...names: readonly string[]): readonly PageElement[] {
  return elements.filter((element) => names.includes(element.name) && !isHidden(element));
}

/** Whether the element has a name that a screen reader reads. */
function isNamed(element: PageElement): boolean {
  const { attributes } = element;
  if (['aria-label', 'aria-labelledby', 'title'].some((name) => (attributes.get(name) ?? '').trim() !== '')) return true;
  if (element.text() !== '') return true;
  return element
    .inside()
    .some(({ name, attributes: own }) => (name === 'img' && (own.get('alt') ?? '').trim() !== '') || name === 'title' || (own.get('aria-label') ?? '') !== '');
}

const main: Rule = (page) => {
  if (!page.isWhole) return undefined;
  const mains = page.elements.filter(({ name, attributes }) => name === 'main' || attributes.get('role') === 'main');
  if (mains.length === 1) return undefined;
  return {
    severity: 'warning',
    message: mains.length === 0 ? 'The page has no `<main>`, so a screen reader cannot jump to its content.' : 'The page has more than one `<main>`.',
    todo: 'Write the content into one `<main>`.',
    element: mains[1] ?? page.elements.find(({ name }) => name === 'body'),
  };
};

const images: Rule = (page) => {
  const unnamed = shown(page, 'img', 'area').filter(({ name, attributes }) => {
    const role = attributes.get('role');
    return (
      !attributes.has('alt') &&
      role !== 'presentation' &&
      role !== 'none' &&
      !attributes.get('aria-label') &&
      !attributes.get('aria-labelledby') &&
      (name === 'img' || attributes.has('href'))
    );
  });
  return each(unnamed, 'A picture has no `alt`', 'Describe it in `alt`, or write `alt=""` if it only decorates.');
};

const NO_LABEL = new Set(['hidden', 'submit', 'reset', 'button', 'image']);

const labels: Rule = (page) => {
  const targets = new Set(page.elements.flatMap(({ name, attributes }) => (name === 'label' ? [attributes.get('for')] : [])));
  const unnamed = shown(page, 'input', 'select', 'textarea').filter((element) => {
    const { attributes } = element;
    if (element.name === 'input' && NO_LABEL.has(attributes.get('type')?.toLowerCase() ?? 'text')) return false;
    const isLabelled =
      ['aria-label', 'aria-labelledby', 'title'].some((name) => (attributes.get(name) ?? '').trim() !== '') ||
      (attributes.has('id') && targets.has(attributes.get('id')));
    return !isLabelled && !Array.from(around(element)).some(({ name }) => name === 'label');
  });
  return each(unnamed, 'A form field has no label', 'Write `<label for="…">` with the id of the field.');
};

const controls: Rule = (page) => [
  ...list(
    each(
      shown(page, 'button').filter((one) => !isNamed(one)),
      'A button has no name',
      'Write a text into it, or `aria-label`.',
    ),
  ),
  ...list(
    each(
      shown(page, 'a').filter((one) => one.attributes.has('href') && !isNamed(one)),
      'A link has no text',
      'Write where it leads.',
    ),
  ),
  ...list(
    each(
      shown(page, 'iframe').filter(({ attributes }) => !attributes.get('title') && !attributes.get('aria-label')),
      'A frame has no title',
      'Name its content in `title`.',
    ),
  ),
];

const list = (barrier: Barrier | undefined): readonly Barrier[] => (barrier === undefined ? [] : [barrier]);

const headings: Rule = (page) => {
  let last = 0;
  for (const element of shown(page, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6')) {
    const level = Number(element.name[1]);
    if (last !== 0 && level > last + 1)
      return each([element], `The headings skip a level, from h${last} to h${level}`, `Write h${last + 1}, and set the size with CSS.`, 'warning');
    last = level;
  }
  return undefined;
};

const zoom: Rule = (page) => {
  const viewport = page.elements.filter(({ name, attributes }) => {
    const content = attributes.get('content')?.toLowerCase() ?? '';
    return (
      name === 'meta' &&
      attributes.get('name')?.toLowerCase() === 'viewport' &&
      (/user-scalable\s{0,9}=\s{0,9}(?:no|0)/.test(content) || /maximum-scale\s{0,9}=\s{0,9}(?:1|0)(?:\.\d{0,9})?\s{0,9}(?:,|$)/.test(content))
    );
  });
  return each(viewport, 'The page cannot be zoomed', 'Remove `user-scalable` and `maximum-scale` from the viewport.');
};

const order: Rule = (page) =>
  each(
    shown(page, ...new Set(page.elements.map(({ name }) => name))).filter(({ attributes }) => Number(attributes.get('tabindex')) > 0),
    'A positive `tabindex` changes the order of the keyboard',
    'Write `tabindex="0"`, or none.',
    'warning',
  );

const moving: Rule = (page) => [
  ...list(
    each(
      shown(page, 'video', 'audio').filter(({ attributes }) => attributes.has('autoplay') && !attributes.has('muted')),
      'A sound plays without being asked',
      'Remove `autoplay`.',
    ),
  ),
  ...list(each(shown(page, 'marquee', 'blink'), 'The page moves', 'Remove the element.')),
  ...list(
    each(
      page.elements.filter(
        ({ name, attributes }) =>
          name === 'meta' && attributes.get('http-equiv')?.toLowerCase() === 'refresh' && /^\s{0,9}[1-9]/.test(attributes.get('content') ?? ''),
      ),
      'The page reloads itself after a while',
      'Let the visitor decide. `Retry-After` tells programs when to come back.',
    ),
  ),
];

const RULES: readonly Rule[] = [main, images, labels, controls, headings, zoom, order, moving];
