import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { Excerpt, FrameKind, ReportedFrame } from '../frames/reported-frame.ts';
import type { ReportedError } from '../report/reported-error.ts';
import { highlightedLines } from './highlighted.ts';
import { attribute, counted } from './html.ts';
import type { PageParts } from './page-parts.ts';

/** Further frames after these are not worth the bytes of their HTML. */
const MAX_GROUP = 200;

type Stack = Pick<ReportedError, 'frames' | 'omittedFrames' | 'sharedFrames'>;

/** The frames of an error. Frames of the app are open, and each run of other frames is folded. */
export function framesList({ frames, omittedFrames, sharedFrames = 0 }: Stack, parts: PageParts): string {
  if (frames.length === 0 && omittedFrames === 0 && sharedFrames === 0)
    return '<p class="more">There are no frames. The thrown value is not an Error, or its stack has none.</p>';
  const groups = groupsOf(frames);
  const hasApp = frames.some(isApp);
  const items: string[] = [];
  let shown = 0;
  for (const [index, group] of groups.entries()) {
    if (parts.allowance.isFull) break;
    // Without a frame of the app, the first folded frames are the ones to look at.
    const html = isApp(group[0]) ? appFrame(group, parts) : folded(group, !hasApp && index === 0, parts);
    if (!parts.allowance.takes(html)) break;
    items.push(html);
    shown += group.length;
  }
  const omitted = frames.length - shown + omittedFrames;
  const more = omitted === 0 ? '' : `<li class="more">${counted(omitted, 'further frame')} left out.</li>`;
  const shared = sharedFrames === 0 ? '' : `<li class="more">${counted(sharedFrames, 'further frame')} as above.</li>`;
  return `<ol class="frames">${items.join('')}${more}${shared}</ol>`;
}

function isApp({ kind }: ReportedFrame): boolean {
  return kind === 'app' || kind === 'template';
}

/** Some frames that are one after the other, at least one. */
type Group = readonly [ReportedFrame, ...ReportedFrame[]];

/** Each frame of the app alone, and the frames between them together. Frames of a recursion, at the same place, are together too. */
function groupsOf(frames: readonly ReportedFrame[]): readonly Group[] {
  const groups: [ReportedFrame, ...ReportedFrame[]][] = [];
  for (const frame of frames) {
    const last = groups.at(-1);
    const belongs = last !== undefined && (isApp(frame) ? isSamePlace(frame, last[0]) : !isApp(last[0]) && last.length < MAX_GROUP);
    if (belongs) last.push(frame);
    else groups.push([frame]);
  }
  return groups;
}

function isSamePlace(one: ReportedFrame, other: ReportedFrame): boolean {
  return one.file === other.file && one.line === other.line && one.column === other.column && one.function === other.function;
}

function appFrame(frames: Group, parts: PageParts): string {
  const [frame] = frames;
  const times = frames.length === 1 ? '' : `<span class="tag">${counted(frames.length, 'time')}</span>`;
  return `<li class="frame">${place(frame, parts, times)}${frame.excerpt === undefined ? '' : excerptOf(frame, frame.excerpt)}</li>`;
}

function folded(frames: readonly ReportedFrame[], open: boolean, parts: PageParts): string {
  const items = frames.map((frame) => `<li>${place(frame, parts)}</li>`).join('');
  return `<li class="fold"><details${open ? ' open' : ''}><summary>${escapeHtml(`${counted(frames.length, 'frame')} of ${originsOf(frames)}`)}</summary><ol>${items}</ol></details></li>`;
}

const ORIGINS: Readonly<Record<Exclude<FrameKind, 'dependency'>, string>> = { app: 'your app', template: 'a template', node: 'Node', halyard: 'Halyard' };

/** The packages and runtimes of some frames: `express, router and Node`. */
function originsOf(frames: readonly ReportedFrame[]): string {
  const names = [...new Set(frames.map(({ kind, package: name }) => (kind === 'dependency' ? (name ?? 'dependencies') : ORIGINS[kind])))];
  const [first = '', ...rest] = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  return rest.length === 0 ? first : `${[first, ...rest.slice(0, -1)].join(', ')} and ${rest.at(-1)}`;
}

/** The function and the file of a frame, and the link that opens it in the editor. */
function place(frame: ReportedFrame, { editor }: PageParts, times = ''): string {
  const { function: name, file, path, line, column, isAsync } = frame;
  const position = [line, column].filter((number) => number !== undefined).join(':');
  const where = `${escapeHtml(file)}${position === '' ? '' : `<span class="pos">:${position}</span>`}`;
  const tags = `${isAsync ? '<span class="tag">async</span>' : ''}${frame.kind === 'template' ? '<span class="tag">template</span>' : ''}${frame.excerpt?.isMapped ? '<span class="tag">source map</span>' : ''}`;
  const called = name ?? (frame.kind === 'template' ? '' : '(anonymous)');
  const code = `${called === '' ? '' : `<code class="fn">${escapeHtml(called)}</code>`}${times}${tags}<span class="file"${attribute('title', path ?? '')}>${where}</span>`;
  return `<div class="place">${code}${action(frame, editor)}</div>`;
}

function action({ kind, path, line, column }: ReportedFrame, editor: PageParts['editor']): string {
  if (path === undefined) return '';
  const position = [path, line, column].filter((part) => part !== undefined).join(':');
  if (editor === undefined)
    return isApp({ kind } as ReportedFrame) ? `<button type="button" data-text="${escapeHtml(position)}" hidden>Copy path</button>` : '';
  const words = isApp({ kind } as ReportedFrame) ? `Open in ${escapeHtml(editor.label)}` : 'Open';
  return `<a class="open" href="${escapeHtml(editor.addressOf(path, line, column))}">${words}<span class="sr"> at ${escapeHtml(position.slice(path.lastIndexOf('/') + 1))}</span></a>`;
}

/** The lines around a frame. The line of the frame is marked by colour, and by a sign for readers without colours. */
function excerptOf({ file, line, column }: ReportedFrame, { from, lines }: Excerpt): string {
  const index = line === undefined ? -1 : line - from;
  // A mask changes the columns of its line.
  const isExact = column !== undefined && !lines[index]?.includes('[masked]');
  const html = highlightedLines(file, lines, isExact ? { index, column } : undefined);
  const rows = html.map((text, row) => {
    const number = `<i>${from + row}</i>`;
    return row === index ? `<mark class="l">${number}${text}\n</mark>` : `<span class="l">${number}${text}\n</span>`;
  });
  const label = `${file}, lines ${from} to ${from + lines.length - 1}`;
  return `<pre class="code" tabindex="0" role="group" aria-label="${escapeHtml(label)}"><code>${rows.join('')}</code></pre>`;
}
