import type { ErrorPage } from '../model/error-page.ts';
import { cutInLine, isAboutReference, withoutMark } from './about-reference.ts';
import { htmlWithoutReference } from './html-without-reference.ts';
import { nameOf, withMark } from './page-text.ts';
import { parseHtml } from './parsed-html.ts';
import { policyOf } from './policy.ts';

/** What is written where the reference cannot be taken out. */
const NOT_AVAILABLE = 'not available';

/**
 * The page for a CDN that has no id of a request. The label and the reference are taken out together: the sentence or the row of an HTML page, the member
 * of a JSON document, the line of a text. Where other information stands in the same sentence, the page says "not available" in place of the reference.
 *
 * @param note - Is called with one sentence if the page says "not available".
 * @example
 * const file = pageWith(withoutReference(page), '');
 */
export function withoutReference(page: ErrorPage, note: (text: string) => void = () => {}): ErrorPage {
  if (page.parts.length === 1) return page;
  const { text, mark } = withMark(page);
  const written = page.format === 'html' ? htmlWithoutReference(text, mark) : page.format.endsWith('json') ? jsonWithout(text, mark) : linesWithout(text, mark);
  const isClean = !written.includes(mark);
  if (!isClean)
    note(
      `${nameOf(page)} says "${NOT_AVAILABLE}" in place of its reference: other words stand in the same sentence. Put the reference into a sentence or an element of its own.`,
    );
  const final = written.replaceAll(mark, NOT_AVAILABLE);
  const policy = page.policy === undefined || page.format !== 'html' ? page.policy : policyOf(parseHtml(final));
  return { ...page, parts: [final], policy };
}

/** The document without the members that are the reference, at every depth. */
function jsonWithout(text: string, mark: string): string {
  try {
    const indent = /\n([ \t]+)"/.exec(text)?.[1];
    const end = text.slice(text.trimEnd().length);
    return `${JSON.stringify(valueWithout(JSON.parse(text), mark), undefined, indent)}${end}`;
  } catch {
    return text;
  }
}

function valueWithout(value: unknown, mark: string): unknown {
  if (typeof value === 'string') return value.includes(mark) ? withoutMark(value, mark) : value;
  if (Array.isArray(value)) return value.filter((one) => one !== mark).map((one) => valueWithout(one, mark));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, one]) => (one === mark || name.includes(mark) ? [] : [[name, valueWithout(one, mark)]])));
}

/** The text without the lines that only lead to the reference. A line with other words loses the sentence of the reference. */
function linesWithout(text: string, mark: string): string {
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    if (!line.includes(mark)) {
      // The lines around one that is taken out are often empty. One of them is enough.
      if (line.trim() !== '' || kept.at(-1) !== '' || !text.includes(mark)) kept.push(line);
    } else if (!isAboutReference(line, mark)) kept.push(lineWithout(line, mark));
  }
  while (kept.length > 2 && kept.at(-1) === '' && kept.at(-2) === '') kept.pop();
  if (text.endsWith('\n') && kept.at(-1) !== '') kept.push('');
  return kept.join('\n');
}

function lineWithout(line: string, mark: string): string {
  const at = line.indexOf(mark);
  const cut = line.indexOf(mark, at + 1) === -1 ? cutInLine(line, at, at + mark.length) : undefined;
  return cut === undefined ? line : `${line.slice(0, cut.from)}${line.slice(cut.to)}`.trimEnd();
}
