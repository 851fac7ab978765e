import { basename, extname } from 'node:path';
import { boundedText } from '../../core/values/bounded-text.ts';
import { maskMarkup } from '../masking/mask-markup.ts';
import { maskMore } from '../masking/mask-more.ts';
import { maskScript } from '../masking/mask-script.ts';
import { type AppFolders, fileOfApp } from './app-folders.ts';
import { FileCache } from './file-cache.ts';
import type { Excerpt } from './reported-frame.ts';

/** How many lines are shown above and below the line of the frame. */
const AROUND = 5;
const MAX_LINE = 240;
/** A larger file is not shown. All of it is read, because a literal may begin far above a line. */
const MAX_BYTES = 1_024 * 1_024;
/** A file that has secrets by its name: `config/secrets.js`, `aws.credentials.ts`. Its texts need no name of a secret beside them. */
const SECRET_FILE = /^(?:[\w.-]{0,64}[._-])?(?:secrets?|credentials?|passwords?|keys|vault)\.[cm]?[jt]sx?$/i;
const SCRIPT = /^\.[cm]?[jt]sx?$/;

/** A file by its lines, masked. */
interface MaskedFile {
  readonly lines: readonly string[];
  /** The lines before masking, by which a column is found again. */
  readonly raw: readonly string[];
}

const cache = new FileCache((text, path) => maskedFile(text, path), { most: 32, maxBytes: MAX_BYTES });
/** Sources of maps. Their texts are kept by their maps. */
const contents = new Map<string, { readonly content: string; readonly file: MaskedFile }>();
const MAX_CONTENTS = 16;

/** The lines around a place of a file of the app. `undefined` for every other file. */
export function excerptOf(path: string, line: number, column: number | undefined, folders: AppFolders): Excerpt | undefined {
  const real = fileOfApp(path, folders);
  const file = real === undefined ? undefined : cache.get(real);
  return file === undefined ? undefined : excerpt(file, line, column);
}

/** The lines around a place of a source that is in a map. */
export function excerptOfContent(name: string, content: string, line: number, column: number | undefined): Excerpt | undefined {
  if (content.length > MAX_BYTES) return undefined;
  const known = contents.get(name);
  const file = known?.content === content ? known.file : maskedFile(content, name);
  contents.delete(name);
  contents.set(name, { content, file });
  if (contents.size > MAX_CONTENTS) contents.delete(contents.keys().next().value as string);
  const found = excerpt(file, line, column);
  return found === undefined ? undefined : { ...found, isMapped: true };
}

function maskedFile(text: string, path: string): MaskedFile {
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
  const masked = maskMore(SCRIPT.test(extname(path).toLowerCase()) ? maskScript(plain, SECRET_FILE.test(basename(path)) ? 1 : 0) : maskMarkup(plain));
  return { lines: linesOf(masked), raw: linesOf(plain) };
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

function excerpt({ lines, raw }: MaskedFile, line: number, column: number | undefined): Excerpt | undefined {
  if (line < 1 || line > lines.length) return undefined;
  const first = Math.max(1, line - AROUND);
  const last = Math.min(lines.length, line + AROUND);
  const shown = lines.slice(first - 1, last).map((text, i) => {
    const isFrame = first + i === line;
    return cut(text, isFrame ? masksBefore(raw[line - 1] ?? '', text, column ?? 1) : 0);
  });
  return { from: first, lines: shown };
}

/** The column of a place in the masked line. A mask may be shorter or longer than what it replaces. */
function masksBefore(raw: string, masked: string, column: number): number {
  if (raw === masked || raw.length <= MAX_LINE) return column - 1;
  // What follows the column is the same in both lines, unless it is masked itself.
  const after = raw.slice(column - 1, column + 31);
  const at = after.length < 8 ? -1 : masked.indexOf(after, Math.max(0, column - 1 - Math.abs(raw.length - masked.length)));
  return at === -1 ? Math.round(((column - 1) * masked.length) / raw.length) : at;
}

/** The part of a long line around an index: bundles have lines of millions of characters. */
function cut(text: string, index: number): string {
  if (text.length <= MAX_LINE) return text.toWellFormed();
  const from = Math.max(0, Math.min(index - MAX_LINE / 3, text.length - MAX_LINE));
  return from === 0 ? boundedText(text, MAX_LINE) : `…${boundedText(text.slice(from, from + 2 * MAX_LINE), MAX_LINE)}`;
}
