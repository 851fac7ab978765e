import type { ErrorPage, ExportNote } from '../model/error-page.ts';
import type { ExportedPages } from '../model/exported-pages.ts';

/** Leaves out each language whose pages are those of the default language, because the app does not have it. */
export function distinctLanguages({ pages: { pages, statuses, languages }, notes }: ExportedPages): ExportedPages {
  const [standard, ...others] = languages;
  if (standard === undefined) return { pages: { pages, statuses, languages }, notes };
  const known = new Map(pages.filter(({ language }) => language === standard).map((page) => [keyOf(page), page]));
  const equal = others.filter((language) => pages.filter((page) => page.language === language).every((page) => isSame(page, known.get(keyOf(page)))));
  return {
    pages: {
      pages: pages.filter(({ language }) => language === undefined || !equal.includes(language)),
      statuses,
      languages: languages.filter((language) => !equal.includes(language)),
    },
    notes: [
      ...notes,
      ...equal.map((language): ExportNote => ({ page: `*.${language}.*`, text: `the pages are equal to those of "${standard}", so they are left out` })),
    ],
  };
}

function keyOf({ status, format }: ErrorPage): string {
  return `${status}.${format}`;
}

function isSame({ parts }: ErrorPage, other: ErrorPage | undefined): boolean {
  return other !== undefined && parts.length === other.parts.length && parts.every((part, index) => part === other.parts[index]);
}
