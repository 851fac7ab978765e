import type { DevelopmentReport } from '../report/report.ts';

/** The report as Markdown, for a coding agent. It is also what the button "Copy for an agent" copies. */
export function markdownReport(report: DevelopmentReport): string {
  return `# ${report.status} ${report.title}\n`;
}
