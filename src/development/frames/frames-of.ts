import { boundedText } from '../../core/values/bounded-text.ts';
import { maskText } from '../../core/values/mask.ts';
import { type AppFolders, appFolders, isSourceName, shownPath } from './app-folders.ts';
import { excerptOf, excerptOfContent } from './excerpt.ts';
import { frameLines } from './frame-lines.ts';
import { framePlace, sourcePlace } from './frame-place.ts';
import { type ParsedFrame, parsedFrame } from './parsed-frame.ts';
import type { Excerpt, ReportedFrame } from './reported-frame.ts';
import { type Original, originalOf } from './source-map.ts';
import type { TemplatePlace } from './template-place.ts';

/** How many frames of one error are shown. */
const MAX_FRAMES = 64;
/** How many lines of a stack are read, so that enough frames are left without those of Halyard. */
const MAX_LINES = 128;
/** How many frames of one error have an excerpt. */
const MAX_EXCERPTS = 8;
const MAX_NAME = 256;

/** The frames of an error. */
export interface Frames {
  readonly frames: readonly ReportedFrame[];
  /** The number of further frames, which are not shown. */
  readonly omitted: number;
  /** The number of frames at the end that are the same as those of the error around this one. They are not in `frames`. */
  readonly shared: number;
  /** The lines of the stack, to compare them with those of a cause. */
  readonly lines: readonly string[];
}

interface Around {
  readonly folders?: AppFolders;
  /** The lines of the stack of the error around this one. */
  readonly outer?: readonly string[];
  /** How many frames are shown, and how many of them may have an excerpt. */
  readonly most?: number;
  readonly excerpts?: number;
  /** The place in a template that the error names. It is the first frame. */
  readonly template?: TemplatePlace | undefined;
}

/**
 * The frames of a stack: the places in the source, by source maps, and the excerpts of the first frames of the app. Halyard's own frames are left out,
 * unless nothing else would be left. A HalyardError never has them. Nothing of the message passes as a frame.
 */
export function framesOf(stack: unknown, message: unknown, around: Around = {}): Frames {
  const { folders = appFolders(), outer = [], most = MAX_FRAMES, excerpts = MAX_EXCERPTS, template } = around;
  const { lines, omitted } = frameLines(stack, message, MAX_LINES);
  const shared = omitted > 0 ? 0 : sharedLines(lines, outer);
  const own = lines.slice(0, lines.length - shared);
  const { shown, rest } = firstOf(own, template === undefined ? most : most - 1, (line) => located(line, template !== undefined, folders));
  // If only Halyard and Node are in the stack, the frames of Halyard show where. The message of a HalyardError says it.
  const hasOthers = shared > 0 || isOwnError(stack) || template !== undefined || shown.some(({ frame }) => frame.kind !== 'node');
  const kept = hasOthers ? shown : own.slice(0, most).map((line) => locate(parsedFrame(line), folders));
  if (template !== undefined) kept.unshift(templateFrame(template, folders));
  let left = excerpts;
  const frames = kept.map(({ frame, original }): ReportedFrame => {
    if ((frame.kind !== 'app' && frame.kind !== 'template') || left <= 0) return frame;
    const excerpt = excerptOfFrame(frame, original, folders);
    if (excerpt === undefined) return frame;
    left--;
    return { ...frame, excerpt };
  });
  return {
    frames,
    omitted: omitted + (hasOthers ? rest : own.length - kept.length),
    shared: lines.slice(lines.length - shared).filter(isShownLine).length,
    lines,
  };
}

function isOwnError(stack: unknown): boolean {
  return typeof stack === 'string' && stack.startsWith('HalyardError');
}

/** Whether a line that two errors share is shown in the outer one. */
function isShownLine(line: string): boolean {
  return framePlace(parsedFrame(line).place).kind !== 'halyard';
}

interface Located {
  readonly frame: ReportedFrame;
  readonly original: Original | undefined;
  readonly isCompiled: boolean;
}

/** A frame to show. `undefined` for one of Halyard, and for a line of a compiled template whose source is shown. */
function located(line: string, hasTemplate: boolean, folders: AppFolders): Located | undefined {
  const found = locate(parsedFrame(line), folders);
  return found.frame.kind === 'halyard' || (hasTemplate && found.isCompiled) ? undefined : found;
}

/** The first frames to show, and the number of lines that were not read. */
function firstOf(lines: readonly string[], most: number, read: (line: string) => Located | undefined): { readonly shown: Located[]; readonly rest: number } {
  const shown: Located[] = [];
  let next = 0;
  for (; next < lines.length && shown.length < most; next++) {
    const found = read(lines[next] as string);
    if (found !== undefined) shown.push(found);
  }
  return { shown, rest: lines.length - next };
}

function templateFrame({ path, line, column }: TemplatePlace, folders: AppFolders): Located {
  const file = bounded(shownPath(path as string, folders));
  return { frame: { kind: 'template', function: undefined, file, path, line, column, isAsync: false }, original: undefined, isCompiled: false };
}

function locate(parsed: ParsedFrame, folders: AppFolders): Located {
  const generated = framePlace(parsed.place);
  const { isCompiled } = parsed;
  const { line, column } = isCompiled ? { line: undefined, column: undefined } : parsed;
  const isMappable = generated.kind === 'app' && generated.path !== undefined && line !== undefined;
  const original = isMappable ? originalOf(generated.path, line, column ?? 1, folders) : undefined;
  const place = original === undefined ? generated : sourcePlace(original.path, original.name);
  const path = place.path === undefined || maskText(place.path) !== place.path ? undefined : place.path;
  const frame: ReportedFrame = {
    kind: isCompiled ? 'template' : place.kind,
    function: parsed.function === undefined ? undefined : bounded(parsed.function),
    file: bounded(place.path === undefined ? place.name : shownPath(place.path, folders)),
    path,
    line: original?.line ?? line,
    column: original?.column ?? column,
    isAsync: parsed.isAsync,
    ...(place.package !== undefined && { package: bounded(place.package) }),
  };
  return { frame, original, isCompiled };
}

function excerptOfFrame({ path, line, column }: ReportedFrame, original: Original | undefined, folders: AppFolders): Excerpt | undefined {
  if (line === undefined) return undefined;
  const excerpt = path === undefined ? undefined : excerptOf(path, line, column, folders);
  if (excerpt !== undefined || original?.content === undefined) return excerpt;
  if (!isSourceName(original.path ?? original.name)) return undefined;
  return excerptOfContent(original.path ?? original.name, original.content, line, column);
}

/** How many lines at the end of two stacks are equal. The first line of a stack is always its own. */
function sharedLines(lines: readonly string[], outer: readonly string[]): number {
  let shared = 0;
  while (shared < lines.length - 1 && shared < outer.length && lines[lines.length - 1 - shared] === outer[outer.length - 1 - shared]) shared++;
  return shared;
}

function bounded(text: string): string {
  return boundedText(maskText(text), MAX_NAME);
}
