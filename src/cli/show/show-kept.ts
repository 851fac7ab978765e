import type { DevelopmentReport } from '../../development/report/report.ts';
import { cacheFolder } from '../../development/store/cache-folder.ts';
import { keptReferences, keptReport, keptReports } from '../../development/store/kept-reports.ts';
import { markdownReport } from '../../development/text/markdown-report.ts';
import { textReport } from '../../development/text/text-report.ts';
import { EXIT } from '../command.ts';
import { keptList } from './kept-list.ts';
import { openFrame } from './open-frame.ts';
import type { ShowOptions } from './show-options.ts';
import { terminal } from './terminal.ts';
import { isWhole, matching, near } from './typed-reference.ts';

/** The kept failures of the app in the working directory. */
async function kept(): Promise<{ readonly folder: string | undefined; readonly references: readonly string[] }> {
  const folder = cacheFolder();
  return { folder, references: folder === undefined ? [] : await keptReferences(folder) };
}

/** Whether a kept failure has a reference that begins as somebody typed it. Without one: whether any failure is kept. */
export async function isKept(typed: string | undefined): Promise<boolean> {
  return matching((await kept()).references, typed ?? '').length > 0;
}

/** Lists the kept failures, the newest first. */
export async function listKept({ format }: ShowOptions): Promise<number> {
  const { folder } = await kept();
  const reports = folder === undefined ? [] : await keptReports(folder);
  if (format === 'json') process.stdout.write(`${JSON.stringify(reports, undefined, 2)}\n`);
  else if (reports.length === 0) process.stdout.write(EMPTY);
  else {
    const { paint, columns = 160 } = terminal();
    const list = keptList(reports, { paint, columns, now: Date.now() });
    process.stdout.write(`${list}\n\n${paint.dim(`Show one: npx halyard show ${reports[0]?.reference}`)}\n`);
  }
  return EXIT.done;
}

const EMPTY = `No failures are kept for this folder.

Halyard keeps the last 50 failures of an app in development, in node_modules/.cache/halyard.
To get one, start your app without NODE_ENV=production, and open an address that fails.
For the log of a server: kubectl logs app | npx halyard show
`;

/** Shows the kept failure whose reference begins as somebody typed it, or the last one. */
export async function showKept(typed: string | undefined, options: ShowOptions): Promise<number> {
  const { folder, references } = await kept();
  const found = typed === undefined ? references.slice(0, 1) : matching(references, typed);
  const [reference] = found;
  if (folder === undefined || reference === undefined) return notFound(typed, references);
  if (found.length > 1) return failed(`${found.length} failures begin with ${typed}: ${found.slice(0, 5).join(', ')}. Type more letters.`);
  const report = await keptReport(folder, reference);
  if (report === undefined) return failed(`The file of ${reference} cannot be read. Let the failure happen again.`);
  process.stdout.write(written(report, options));
  return options.open ? openFrame(report) : EXIT.done;
}

function written(report: DevelopmentReport, { format, open }: ShowOptions): string {
  if (format === 'json') return `${JSON.stringify(report, undefined, 2)}\n`;
  if (format === 'markdown') return markdownReport(report);
  return open ? '' : textReport(report, terminal());
}

function notFound(typed: string | undefined, references: readonly string[]): number {
  if (typed === undefined) return failed('No failures are kept for this folder. See "halyard show".');
  const misread = isWhole(typed) ? near(references, typed) : [];
  const like = misread.length === 0 ? '' : ` Did you mean ${misread.join(', ')}?`;
  const other = 'Run this in the folder of the app. For the log of a server:';
  return failed(`No failure with the reference ${typed} is kept here.${like} ${other} kubectl logs app | npx halyard show ${typed}`);
}

function failed(problem: string): number {
  process.stderr.write(`halyard: ${problem}\n`);
  return EXIT.failed;
}
