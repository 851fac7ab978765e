import type { DevelopmentReport } from '../../development/report/report.ts';
import { oneLine } from '../../development/text/lines-of-error.ts';
import type { Paint } from '../../development/text/paint.ts';
import { timeAgo } from './time-ago.ts';

/** One line for each failure: when, status, method, path, message, reference. */
export function keptList(reports: readonly DevelopmentReport[], { paint, columns, now }: { paint: Paint; columns: number; now: number }): string {
  const rows = reports.map((report) => ({
    ago: timeAgo(now - Date.parse(report.time)),
    status: String(report.status),
    what: `${oneLine(report.request.method)} ${oneLine(report.request.url).split('?', 1)[0]}`,
    why: whyOf(report),
    reference: report.reference ?? '',
  }));
  const width = (key: 'ago' | 'what', most: number): number => Math.min(most, Math.max(...rows.map((row) => row[key].length)));
  const [ago, what] = [width('ago', 12), width('what', 40)];
  const room = Math.max(16, columns - ago - what - 9 - 3 - 8);
  return rows
    .map((row) => {
      const status = row.status.startsWith('5') ? paint.error(row.status) : row.status;
      const cells = [paint.heading(row.reference), paint.dim(row.ago.padStart(ago)), status, cut(row.what, what).padEnd(what), cut(row.why, room)];
      return cells.join('  ').trimEnd();
    })
    .join('\n');
}

function whyOf({ errors: [error], issues: [issue], detail, title }: DevelopmentReport): string {
  if (error !== undefined) return oneLine(error.message === '' ? error.name : error.message);
  return oneLine(detail ?? (issue === undefined ? title : `${issue.pointer} ${issue.message}`.trim()));
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
}
