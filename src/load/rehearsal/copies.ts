import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { PARTS } from '../folder-views.ts';
import { type GoodCopy, pageFromCopy } from './good-copy.ts';

/** The folders of error views. A page cannot replace a part of a page, so each folder has copies of its own. */
export const FOLDERS = ['', ...PARTS] as const;

/** The last good copies of an app's error views: one for each status, and one more for each response that has another title. */
export class Copies {
  readonly #byTitle = new Map<string, GoodCopy>();
  readonly #byStatus = new Map<string, GoodCopy>();
  readonly #lines = new Map<string, string>();

  /** Keeps the copy of the page for this status in this folder. */
  keep(folder: string, { status, title }: { readonly status: number; readonly title: string }, parts: readonly string[]): void {
    const copy = parts.map((part) => part.split('\n').map((line) => this.#shared(line)));
    this.#byTitle.set(`${folder}${status} ${title}`, copy);
    if (!this.#byStatus.has(folder + status)) this.#byStatus.set(folder + status, copy);
  }

  /** The page for a view that failed with these locals. `undefined`: no view of this status could be rendered at start. */
  pageFor(view: string, { status, title, reference }: Readonly<Record<string, unknown>>, request: IncomingRequest): string | undefined {
    const folder = PARTS.find((one) => view.startsWith(one)) ?? '';
    const copy = this.#byTitle.get(`${folder}${status} ${title}`) ?? this.#byStatus.get(`${folder}${status}`);
    return copy && pageFromCopy(copy, escapeHtml(String(reference)), request.replyHeader('content-security-policy'));
  }

  /**
   * The pages of a view differ in a few lines only, so equal lines are kept once. JSON makes a text of its own. A part of a text keeps the whole page in
   * memory.
   */
  #shared(line: string): string {
    const known = this.#lines.get(line);
    if (known !== undefined) return known;
    const own = JSON.parse(JSON.stringify(line)) as string;
    this.#lines.set(own, own);
    return own;
  }
}
