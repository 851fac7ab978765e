import { type ErrorPages, firstJsonOf, type PageFormat } from '../../model/error-page.ts';

/** The formats as the configuration names them, in the order of the app, each with the ending of its file. JSON has two, because the media type differs. */
export function endingsOf(pages: ErrorPages): Readonly<Record<string, PageFormat>> {
  const problem = pages.pages.some(({ format }) => format === 'problem.json') ? 'problem.json' : 'json';
  const json = firstJsonOf(pages) === 'application/json' ? { json: 'json', problem } : { problem, json: 'json' };
  return { ...(json as Readonly<Record<string, PageFormat>>), html: 'html', text: 'txt', markdown: 'md' };
}

/** The page that stands for a missing one. An app may answer a status with HTML only, whatever the client accepts. */
interface Substitute {
  readonly status: number;
  readonly format: string;
  /** The format that the client gets. */
  readonly found: string;
}

/** The statuses that have a page. A format of a status counts if each language has it. */
export function statusesWithPages(pages: ErrorPages): readonly number[] {
  return pages.statuses.filter((status) => formatsOf(pages, status).length > 0);
}

/** The pages that are missing, each with the one that the client gets. It is the first format of the status. */
export function substitutesIn(pages: ErrorPages): readonly Substitute[] {
  return statusesWithPages(pages).flatMap((status) => {
    const formats = formatsOf(pages, status);
    const missing = Object.keys(endingsOf(pages)).filter((format) => !formats.includes(format));
    return missing.map((format) => ({ status, format, found: formats[0] as string }));
  });
}

function formatsOf(all: ErrorPages, status: number): readonly string[] {
  const { pages, languages } = all;
  const endings = endingsOf(all);
  const tags = languages.length === 0 ? [undefined] : languages;
  const isWhole = (ending: PageFormat): boolean =>
    tags.every((tag) => pages.some((page) => page.status === status && page.format === ending && page.language === tag));
  return Object.keys(endings).filter((format) => isWhole(endings[format] as PageFormat));
}
