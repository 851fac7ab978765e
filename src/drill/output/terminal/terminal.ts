import { relative, resolve } from 'node:path';
import type { Paint } from '../../../development/text/paint.ts';
import type { DrillReport } from '../../model/drill-report.ts';
import type { Finding } from '../../model/finding.ts';
import { counted, inOrder, totals } from '../finding-facts.ts';
import { summaryTable } from '../summary-rows.ts';
import { findingBlock } from './finding-block.ts';
import { cleanBlock, summaryBlock } from './summary-block.ts';
import { oneLine, wrapped } from './wrapped.ts';

/** How the report is printed. */
export interface TerminalOptions {
  readonly paint: Paint;
  /** The width of the terminal. Default: 80, also for a pipe. */
  readonly columns?: number | undefined;
  /** The folder that the command runs in. Places are relative to it, so that a terminal can open them. */
  readonly folder: string;
}

/** The most findings that are printed. A file of another output has all of them. */
const MAX_SHOWN = 100;
const MAX_COLUMNS = 100;
const NO_PLACE = 'Without a place in a file';

/** The report for a terminal: heading, findings by file, the summary, what was skipped, and the last line with the totals. */
export function terminalReport(report: DrillReport, { paint, columns = 80, folder }: TerminalOptions): string {
  const width = Math.max(40, Math.min(columns, MAX_COLUMNS));
  const { app, findings } = report;
  const table = summaryTable(report);
  const shown = inOrder(findings).map((finding) => fromFolder(finding, app.root, folder));
  const blocks = [
    headingBlock(report, paint),
    ...findingBlocks(shown.slice(0, MAX_SHOWN), paint, width),
    ...(shown.length > MAX_SHOWN
      ? [[`  … and ${counted(shown.length - MAX_SHOWN, 'further finding')}. The files of --html and --json have all of them.`]]
      : []),
    ...(table.rows.length === 0 ? [] : [findings.length === 0 ? cleanBlock(table, paint, width) : summaryBlock(table, paint, width)]),
    ...skippedBlocks(report, paint, width),
    [lastLine(report, paint)],
  ];
  return `\n${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

/** The last line: `1,012 answers, 3 findings, 2 skipped, 1.4 s`. */
export function lastLine(report: DrillReport, paint: Paint): string {
  const { findings } = report;
  const colour = findings.some(({ severity }) => severity === 'error') ? paint.error : findings.length > 0 ? paint.warning : paint.good;
  return colour(totals(report));
}

function headingBlock({ app }: DrillReport, paint: Paint): readonly string[] {
  const facts = [app.host, `Halyard ${app.halyard}`, app.mode].map((fact) => oneLine(fact, 60));
  return [`${paint.heading('halyard drill')} ${oneLine(app.entry, 400)}`, paint.dim(facts.join(' · '))];
}

function findingBlocks(findings: readonly Finding[], paint: Paint, columns: number): readonly (readonly string[])[] {
  const files = [...new Set(findings.map(({ place }) => place?.file))];
  return files.flatMap((file) => {
    const members = findings.filter(({ place }) => place?.file === file);
    const title = paint.heading(file === undefined ? NO_PLACE : oneLine(file, 400));
    const count = members.length < 2 ? '' : `  ${paint.dim(counted(members.length, 'finding'))}`;
    return members.map((finding, index) => [...(index === 0 ? [`${title}${count}`] : []), ...findingBlock(finding, paint, columns)]);
  });
}

function skippedBlocks({ skipped }: DrillReport, paint: Paint, columns: number): readonly (readonly string[])[] {
  if (skipped.length === 0) return [];
  const lines = skipped.flatMap(({ what, why }) =>
    wrapped(oneLine(`${what}: ${why}`), columns - 4).map((line, index) => `  ${paint.dim(index === 0 ? '–' : ' ')} ${line}`),
  );
  return [[paint.heading('Skipped'), ...lines]];
}

function fromFolder(finding: Finding, root: string, folder: string): Finding {
  const { place } = finding;
  if (place === undefined) return finding;
  const file = relative(folder, resolve(root, place.file));
  // A file of another disk of Windows has no relative path.
  return { ...finding, place: { ...place, file: file === '' ? place.file : file } };
}
