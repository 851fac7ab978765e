import type { ErrorPages } from '../../model/error-page.ts';

/** What opens and closes an action of a template in the exported files. */
export interface Delimiters {
  readonly open: string;
  readonly close: string;
}

/**
 * Delimiters that no page contains, so no text of a view can become an action. Only their first character is a `<`. So a `<` at the end of a text and the
 * delimiter after it make no delimiter at another place.
 */
export function delimitersFor({ pages }: ErrorPages): Delimiters {
  let percents = '%';
  while (pages.some((page) => page.parts.some((part) => part.includes(`<${percents}`)))) percents += '%';
  return { open: `<${percents}`, close: `${percents}>` };
}
