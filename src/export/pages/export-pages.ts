import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { FIRST_ID } from '../../drill/exercises/exercises.ts';
import type { Client } from '../../drill/run/client.ts';
import { nameOfEntry, openApp } from '../../drill/run/open-app.ts';
import { reachApp } from '../../drill/run/reached-app.ts';
import { PAGE_FORMATS } from '../model/error-page.ts';
import { ExportError } from '../model/export-error.ts';
import type { ExportedPages } from '../model/exported-pages.ts';
import { PROXY_STATUSES } from '../model/statuses.ts';
import { assetClient } from './asset-client.ts';
import { machineFacts } from './machine-facts.ts';
import { FIRST, pageRequest, type Wanted } from './page-request.ts';
import { pagesFrom } from './pages-from.ts';
import { Player } from './player.ts';

/** How pages are exported. */
export interface ExportOptions {
  /** The statuses of the pages. Default: each status that a proxy answers by itself. */
  readonly statuses?: readonly number[] | undefined;
  /** Language tags that the app has translations for: `en`, `de`. The first is the default. Default: the app is asked for no language. */
  readonly languages?: readonly string[] | undefined;
  /** The export of the entry that is the app. Default: the first that looks like one. */
  readonly exportName?: string | undefined;
  /** `NODE_ENV` of the app's process. Default: `production`. */
  readonly nodeEnv?: string | undefined;
  /** Milliseconds that the app may take to start. Default: 30,000. */
  readonly timeout?: number | undefined;
  /** Puts the style sheets, pictures and fonts of a page into the page. */
  readonly inline?: boolean | undefined;
  /** Called when a part of the work begins. */
  readonly progress?: ((what: string) => void) | undefined;
}

const PROBE: Wanted = { status: 404, format: 'html', language: undefined };

/**
 * Asks an app for its own error answers in each format, as a client in production gets them. The app runs in a process of its own. Halyard answers each
 * request before the middleware of the app, so no route runs, and no log has a record of it.
 *
 * @param entry - The path of the module that exports the app or starts its server.
 * @returns the pages, in the order of status, format and language. Not every status has every format: an app may send HTML only.
 * @throws ExportError E_EXPORT_ENTRY, E_EXPORT_OPTION, E_EXPORT_ANSWER; DrillError E_DRILL_START, E_DRILL_ENDED
 * @example
 * const { pages, notes } = await exportPages('./server.js', { statuses: [404, 502] });
 */
export async function exportPages(entry: string, options: ExportOptions = {}): Promise<ExportedPages> {
  const { progress = () => {} } = options;
  const languages = checkedLanguages(options.languages ?? []);
  const statuses = checkedStatuses(options.statuses ?? PROXY_STATUSES);
  mustBeFile(entry);
  progress('Starting the app');
  const [token, key] = [randomBytes(16).toString('hex'), randomBytes(6).toString('hex')];
  const startedAt = Math.floor(Date.now() / 1_000) * 1_000;
  const app = await openApp(entry, { ...options, token, key, canaries: [], isSilent: true });
  let client: Client | undefined;
  try {
    const probe = pageRequest(PROBE, FIRST, { id: FIRST_ID, token, isBuiltIn: true, json: 'problem' });
    const reached = await reachApp(app, probe, nameOfEntry(entry));
    client = reached.client;
    progress('Asking for the pages');
    const player = new Player(app, client, { token, firstId: FIRST_ID + 1 });
    const assets = { root: reached.found.root, inline: options.inline === true, fetchAsset: assetClient(app.origin) };
    return await pagesFrom(player, {
      statuses,
      formats: PAGE_FORMATS,
      languages,
      assets,
      shown: machineFacts({ root: reached.found.root, origin: app.origin, startedAt }),
    });
  } finally {
    client?.close();
    await app.stop();
  }
}

function checkedStatuses(statuses: readonly number[]): readonly number[] {
  const wrong = statuses.find((status) => !Number.isInteger(status) || status < 400 || status > 599);
  if (wrong === undefined && statuses.length > 0) return [...new Set(statuses)].sort((one, other) => one - other);
  throw new ExportError('E_EXPORT_OPTION', {
    found: wrong === undefined ? 'no status' : `the status ${wrong}`,
    expected: 'statuses of failures, from 400 to 599',
  });
}

/** A tag is in the name of a file, and in the configuration of a proxy. */
function checkedLanguages(languages: readonly string[]): readonly string[] {
  const wrong = languages.find((language) => language.length > 35 || !/^[a-z]{2,8}(?:-[a-z\d]{1,8})*$/i.test(language));
  if (wrong === undefined) return [...new Map(languages.map((language) => [language.toLowerCase(), language])).values()];
  throw new ExportError('E_EXPORT_OPTION', { found: `the language ${JSON.stringify(wrong)}`, expected: 'language tags, such as en or pt-BR' });
}

function mustBeFile(entry: string): void {
  const found = statSync(entry.startsWith('file:') ? new URL(entry) : resolve(entry), { throwIfNoEntry: false });
  if (found?.isFile()) return;
  throw new ExportError('E_EXPORT_ENTRY', {
    found: `${entry}, which ${found === undefined ? 'does not exist' : 'is no file'}`,
    expected: 'the file of your app that exports it or starts its server',
    todo: 'Name it: halyard export ./server.js',
  });
}
