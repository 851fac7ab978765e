import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { DevelopmentReport } from '../report/report.ts';

/** The development page of a report. */
export function developmentPage(report: DevelopmentReport): string {
  return `<!doctype html><html lang="en"><title>${report.status} ${escapeHtml(report.title)}</title><h2>For the developer</h2><pre>${escapeHtml(JSON.stringify(report, undefined, 2))}</pre>`;
}
