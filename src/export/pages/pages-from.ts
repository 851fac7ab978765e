import type { ExportNote, PageFormat } from '../model/error-page.ts';
import { ExportError } from '../model/export-error.ts';
import type { ExportedPages } from '../model/exported-pages.ts';
import { causesOfChange } from './changing-page.ts';
import { cutAtReference } from './cut-page.ts';
import { distinctLanguages } from './distinct-languages.ts';
import { type Assets, finishPage } from './finish-page.ts';
import { FIRST, OTHER, type Wanted } from './page-request.ts';
import type { Pair, Player, Reply } from './player.ts';

interface Plan {
  readonly statuses: readonly number[];
  readonly formats: readonly PageFormat[];
  readonly languages: readonly string[];
  readonly assets: Assets;
  /** What a body shows of this machine. */
  readonly shown: (body: string) => readonly string[];
}

/** Asks for every page twice, and makes one page of the two replies. */
export async function pagesFrom(player: Player, { statuses, formats: common, languages, assets, shown }: Plan): Promise<ExportedPages> {
  const asked = languages.length === 0 ? [undefined] : languages;
  const json = await player.jsonFormats(statuses);
  const formats = common.flatMap((format) => (format === 'json' ? json : [format]));
  const wanted: readonly Wanted[] = statuses.flatMap((status) => formats.flatMap((format) => asked.map((language) => ({ status, format, language }))));
  const own = await playTwice(player, wanted, false);
  mustReachHalyard(own);
  // Where the app's own response is no page of this status and format, the one of Halyard is.
  const failing = own.filter(isUnusable);
  const builtIn = new Map((await playTwice(player, failing.map(wantedOf), true)).map((pair, index) => [failing[index], pair]));
  const used = own.map((pair) => builtIn.get(pair) ?? pair);
  const notes = [...own.flatMap((pair) => notesOf(pair, builtIn.get(pair))), ...missingFormats(used, formats)];
  const usable = used.filter((pair) => !isUnusable(pair));
  for (const pair of usable) {
    if (cutAtReference(bodiesOf(pair), { first: FIRST.reference, second: OTHER.reference }) !== undefined) continue;
    for (const text of await causesOfChange(player, pair)) notes.push({ page: nameOf(wantedOf(pair)), text });
  }
  for (const { first } of usable)
    for (const what of shown(first.body)) notes.push({ page: nameOf(first.wanted), text: `the page shows ${what}, which does not belong in a file` });
  const finished = await Promise.all(usable.map(({ first }) => finishPage(first, assets)));
  for (const { page, notes: texts } of finished) notes.push(...texts.map((text) => ({ page: nameOf(page), text })));
  return distinctLanguages({ pages: { pages: finished.map(({ page }) => page), statuses, languages }, notes });
}

/** The name of a page in a note: `502.html`, `502.de.html`. */
function nameOf({ status, format, language }: Wanted): string {
  return [status, language, format].filter((part) => part !== undefined).join('.');
}

function wantedOf({ first }: Pair): Wanted {
  return first.wanted;
}

async function playTwice(player: Player, wanted: readonly Wanted[], isBuiltIn: boolean): Promise<readonly Pair[]> {
  const replies = await player.play(wanted.flatMap((one) => [FIRST, OTHER].map((circumstances) => ({ wanted: one, circumstances, isBuiltIn }))));
  return wanted.map((_, index) => ({ first: replies[2 * index] as Reply, second: replies[2 * index + 1] as Reply }));
}

function isUnusable({ first, second }: Pair): boolean {
  return (first.problem ?? second.problem) !== undefined;
}

function bodiesOf({ first, second }: Pair): { readonly first: string; readonly second: string } {
  return { first: first.body, second: second.body };
}

/** If no request reaches Halyard, no answer is the app's error page. */
function mustReachHalyard(pairs: readonly Pair[]): void {
  if (pairs.some(({ first }) => first.trace.isPlayed)) return;
  throw new ExportError('E_EXPORT_ANSWER', {
    found: pairs[0]?.first.problem ?? 'no answer',
    expected: 'that Halyard gets each request first',
    todo: 'Mount Halyard before middleware that answers by itself, such as a redirect to HTTPS.',
  });
}

function notesOf({ first, second }: Pair, replaced: Pair | undefined): readonly ExportNote[] {
  const page = nameOf(first.wanted);
  const problem = first.problem ?? second.problem;
  if (problem !== undefined) return replaced && !isUnusable(replaced) ? [{ page, text: `${problem}. The page of Halyard is exported in its place` }] : [];
  const { views, override, logged } = first.trace;
  const parts = [
    ...views.map(({ name, file, error }) => ({ what: `the view ${file ?? name}`, error })),
    ...(override === undefined ? [] : [{ what: `the response ${override.file ?? override.name}`, error: override.error }]),
  ];
  const failed = parts.flatMap(({ what, error }) => {
    if (error === undefined) return [];
    const place = error.line === undefined ? '' : ` in line ${error.line}`;
    return [{ page, text: `${what} fails${place}: ${reasonOf(error.message)}. The built-in page is exported in its place` }];
  });
  if (failed.length > 0) return failed;
  // Such as the option `locals`. Halyard answers without it.
  const causes = logged.map(({ record }) => (record['err'] as { readonly message?: unknown } | undefined)?.message).filter((one) => typeof one === 'string');
  return causes.map((cause) => ({ page, text: `a part of the app fails, and is not in the page: ${reasonOf(cause)}` }));
}

/** The last line: a template engine writes lines of the template before its reason. */
function reasonOf(message: string): string {
  return message.trim().split('\n').at(-1)?.trim() ?? '';
}

/** One note for each format in which no page could be had, and one for each single page. */
function missingFormats(used: readonly Pair[], formats: readonly PageFormat[]): readonly ExportNote[] {
  return formats.flatMap((format) => {
    const all = used.filter(({ first }) => first.wanted.format === format);
    const missing = all.filter(isUnusable);
    const reason = ({ first, second }: Pair): string => `${first.problem ?? second.problem}, so there is no such file`;
    if (missing.length < all.length || missing.length === 0) return missing.map((pair) => ({ page: nameOf(wantedOf(pair)), text: reason(pair) }));
    return [{ page: `*.${format}`, text: reason(missing[0] as Pair) }];
  });
}
