import { matchesRoute } from '../exercises/route-match.ts';
import type { Played } from '../model/answer.ts';
import { type About, type Fault, fault } from './check.ts';
import { equalsTogether } from './equals-together.ts';
import { shownTag } from './page.ts';
import { isBuiltInPage } from './place-of.ts';
import { placeOfElement, readPage } from './read-pages.ts';
import { type Target, targetsOf } from './targets.ts';

/** Requests a path of the app that is no route, and returns the status. 0: no answer. */
export type LookUp = (path: string) => Promise<number>;

/** A file by its name. If the host does not list its routes, only such a path is requested, because another could be a route. */
const FILE = /\.(?:css|js|mjs|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|webmanifest|mp4|webm)$/i;

/** The paths of the drill itself: a page names its own address, or that of the form before it. */
const OWN_PATHS = '/halyard-drill/';

/** A path that an error page names: the reference of the page with this number. */
interface Named {
  readonly path: string;
  readonly played: Played;
  readonly at: number;
}

/** A finding for each path that no route and no file has. */
export async function checkLinks(all: readonly Played[], about: About, lookUp: LookUp): Promise<readonly (readonly [Played, Fault])[]> {
  const statuses = new Map<string, number>();
  const links = named(all, about);
  for (const path of new Set(links.map((link) => link.path))) statuses.set(path, await lookUp(path).catch(() => 0));
  return links.flatMap(({ path, played, at }) => {
    const status = statuses.get(path) as number;
    if (!isBroken(status)) return [];
    // The elements of a page are not kept: they take more memory than the page.
    const page = readPage(played, about);
    const target = page && targetsOf(page, played)[at];
    if (page === undefined || target === undefined) return [];
    const { element, address, isRelative, kind } = target;
    const what = kind === 'link' ? 'A link' : 'A file';
    return [
      [
        played,
        fault(played, {
          code: 'broken-link',
          severity: isBuiltInPage(played) ? 'warning' : 'error',
          message: `${what} of an error page does not exist: ${isRelative ? address : path}${status === 404 || status === 0 ? '' : ` (${status})`}.`,
          todo: todoOf(played, isRelative),
          place: placeOfElement(played, about, page, element),
          excerpt: element.tag || shownTag(element),
        }),
      ] as const,
    ];
  });
}

function todoOf(played: Played, isRelative: boolean): string {
  // The only link of the built-in page leads home. An app without pages has no start page.
  if (isBuiltInPage(played)) return 'Add a route for this address, or set the option `home`: `false` leaves the link out.';
  return isRelative ? 'Begin the address with `/`: a relative one depends on the path of the page that failed.' : 'Correct the address, or add the file.';
}

/** A page behind a login exists, and so does a path with another method. */
function isBroken(status: number): boolean {
  return status === 0 || status === 404 || status === 410 || status >= 500;
}

/** Whether it leads to the page itself. A relative address that does not is checked: it works on the start page only. */
function isOwnPath({ isRelative, address }: Target, path: string): boolean {
  return path.startsWith(OWN_PATHS) && (!isRelative || address.startsWith('?'));
}

function named(all: readonly Played[], about: About): readonly Named[] {
  const { routes } = about.app;
  const links = new Map<Played, readonly Named[]>();
  for (const played of equalsTogether(all)) {
    const page = played.answer.status < 400 ? undefined : readPage(played, about);
    if (page === undefined) continue;
    const own = targetsOf(page, played).flatMap((target, at): readonly Named[] => {
      const { path } = target;
      if (path === undefined || isOwnPath(target, path)) return [];
      const isKnown = routes === undefined ? !FILE.test(path.split('?', 1)[0] as string) : routes.some((pattern) => matchesRoute(pattern, path));
      return isKnown ? [] : [{ path, played, at }];
    });
    if (own.length > 0) links.set(played, own);
  }
  return all.flatMap((played) => links.get(played) ?? []);
}
