import { type Check, fault } from './check.ts';
import { shownTag } from './page.ts';
import { placeOfElement, readPage } from './read-pages.ts';
import type { Reference } from './references.ts';
import { targetsOf } from './targets.ts';

/** What a page loads from another server: its name for people, and whether the page depends on it. */
const LOADED: Readonly<Record<Exclude<Reference['kind'], 'link'>, readonly [what: string, severity: 'error' | 'warning']>> = {
  script: ['a script, a style or a frame', 'error'],
  asset: ['a picture or a font', 'warning'],
  hint: ['a connection', 'warning'],
};

/** Whether the page loads something from another server. That server learns of each failure, and an error page must not wait for it. */
export const checkOutside: Check = (played, about) => {
  const page = readPage(played, about);
  if (page === undefined || played.answer.status < 400) return [];
  return targetsOf(page, played).flatMap(({ kind, origin, element }) => {
    if (origin === undefined || kind === 'link') return [];
    const [what, severity] = LOADED[kind];
    return [
      fault(played, {
        code: 'outside-request',
        severity,
        message: `The page of a failure loads ${what} from ${origin}.`,
        todo: 'Serve the file yourself, or do without it on error pages.',
        place: placeOfElement(played, about, page, element),
        excerpt: element.tag || shownTag(element),
      }),
    ];
  });
};
