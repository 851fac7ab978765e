import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A page that we publish, and the code on it. */
export interface Page {
  /** From the root: `docs/views.md`. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** A fenced block: ```` ```js file=server.mjs ````. */
export interface Block {
  readonly language: string;
  /** The file it is, in an app of the page's own: `server.mjs`. */
  readonly file: string | undefined;
  /** What a test is to do with it: `option`, `example`, `log`. */
  readonly mark: string | undefined;
  readonly text: string;
  readonly line: number;
}

const FENCE = /^```(\w+)(?: (.+))?\n([\s\S]*?)^```$/gm;

export function pageAt(path: string): Page {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const blocks = Array.from(text.matchAll(FENCE), (match): Block => {
    const [, language = '', info = '', code = ''] = match;
    const words = info.split(' ');
    return {
      language,
      file: words.find((word) => word.startsWith('file='))?.slice('file='.length),
      mark: words.find((word) => word !== '' && !word.includes('=')),
      text: code,
      line: text.slice(0, match.index).split('\n').length,
    };
  });
  return { path, text, blocks };
}

/** Every page: those at the top, and those of docs/ and decisions/. */
export const PAGES: readonly Page[] = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md'],
  ...['docs', 'decisions'].flatMap((folder) => pagesIn(join(ROOT, folder))),
].map(pageAt);

function pagesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => relative(ROOT, join(folder, name)));
}

/** The headings of a page, as text and as the anchor that a link to one has. */
export function headingsOf({ text }: Page): readonly { readonly title: string; readonly anchor: string }[] {
  const prose = text.replace(FENCE, '');
  return Array.from(prose.matchAll(/^#{1,6} (.+)$/gm), ([, title = '']) => ({ title, anchor: anchorOf(title) }));
}

/** As GitHub makes them. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}
