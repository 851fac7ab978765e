import type { HtmlElement } from './parsed-html.ts';

/** The types of a classic script (HTML §4.12.1). A script without a type is one. */
const CLASSIC = /^(?:(?:text|application)\/(?:x-)?(?:java|ecma|j|live)script|text\/javascript1\.[0-5])$/;
const OTHER = new Set(['module', 'importmap', 'speculationrules']);

/** What a browser does with a script element: it runs it, it reads it as rules, or it leaves it alone (`data`). */
export function scriptType({ attributes }: HtmlElement): 'classic' | 'module' | 'importmap' | 'speculationrules' | 'data' {
  const type = attributes.get('type')?.value;
  if (type === undefined) {
    const language = attributes.get('language')?.value;
    return !language || CLASSIC.test(`text/${language.toLowerCase()}`) ? 'classic' : 'data';
  }
  const name = type.trim().toLowerCase();
  if (type === '' || CLASSIC.test(name)) return 'classic';
  return OTHER.has(name) ? (name as 'module') : 'data';
}
