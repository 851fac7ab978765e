import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A published page, and its code blocks. */
export interface Page {
  /** Relative to the root: `docs/views.md`. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** A fenced block: ```` ```js file=server.mjs ````. */
export interface Block {
  readonly language: string;
  /** The block is this file in the app of the page: `server.mjs`. */
  readonly file: string | undefined;
  /** How a test uses the block: `option`, `example`, `log`. */
  readonly mark: string | undefined;
  readonly text: string;
  readonly line: number;
}

const FENCE = /^```(\w+)(?: (.+))?\n([\s\S]*?)^```$/gm;

export function pageAt(path: string): Page {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const blocks = Array.from(text.matchAll(FENCE), (match): Block => {
    const [, language = '', info = '', code = ''] = match;
    const parts = info.split(' ');
    return {
      language,
      file: parts.find((part) => part.startsWith('file='))?.slice('file='.length),
      mark: parts.find((part) => part !== '' && !part.includes('=')),
      text: code,
      line: text.slice(0, match.index).split('\n').length,
    };
  });
  return { path, text, blocks };
}

/** Every page: those in the root, and those of docs/ and decisions/. */
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

/** The headings of a page, as text and as the anchor of a link. */
export function headingsOf({ text }: Page): readonly { readonly title: string; readonly anchor: string }[] {
  const prose = text.replace(FENCE, '');
  return Array.from(prose.matchAll(/^#{1,6} (.+)$/gm), ([, title = '']) => ({ title, anchor: anchorOf(title) }));
}

/** Anchors as GitHub makes them. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}
