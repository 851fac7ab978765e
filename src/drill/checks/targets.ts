import type { Played } from '../model/answer.ts';
import type { Page } from './page.ts';
import { type Reference, referencesOf } from './references.ts';

/** A reference with the address that a browser makes of it. */
export interface Target extends Reference {
  /** Path and query, if it is on the same server. */
  readonly path?: string;
  /** The origin, if it is another server: `https://fonts.example`. */
  readonly origin?: string;
  /** The address depends on the path of the page. */
  readonly isRelative: boolean;
}

const HERE = 'http://the-app.invalid';

/** Where the references of a page lead. Addresses that are no requests, such as `mailto:` and `data:`, are left out. */
export function targetsOf(page: Page, { exercise }: Played): readonly Target[] {
  const own = exercise.headers['host'];
  const base = baseOf(page, exercise.path);
  return referencesOf(page).flatMap((reference): readonly Target[] => {
    const { address } = reference;
    if (address.startsWith('#')) return [];
    const isRelative = !/^(?:[a-z][a-z\d+.-]*:|\/)/i.test(address);
    const url = parsed(address, base);
    if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) return [];
    const isHere = url.origin === HERE || (own !== undefined && url.host === own);
    return [isHere ? { ...reference, path: url.pathname + url.search, isRelative } : { ...reference, origin: url.origin, isRelative }];
  });
}

function baseOf(page: Page, path: string): string {
  const here = parsed(path, HERE)?.href ?? HERE;
  const base = page.elements.find(({ name, attributes }) => name === 'base' && attributes.has('href'))?.attributes.get('href');
  return base === undefined ? here : (parsed(base, here)?.href ?? here);
}

function parsed(address: string, base: string): URL | undefined {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
}
