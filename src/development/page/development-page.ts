import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { RecoverySections } from '../../core/formats/forms.ts';
import type { DevelopmentReport } from '../report/report.ts';

/** The Content-Security-Policy of the development page. */
export const DEVELOPMENT_POLICY =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** What the page has beside the report. */
export interface PageParts {
  /** HTML for the developer: which page everybody else gets. */
  readonly note: string;
  /** The sections about a submitted form. */
  readonly recovery: RecoverySections | undefined;
}

/** The development page of a report. */
export function developmentPage(report: DevelopmentReport, { note, recovery }: PageParts): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${report.status} ${escapeHtml(report.title)}</title>${recovery?.style ?? ''}</head><body><main><h1>${escapeHtml(report.title)}</h1><p>${escapeHtml(report.detail ?? '')}</p>${recovery?.linkBack ?? ''}<h2>For the developer</h2>${note}<pre>${escapeHtml(JSON.stringify(report, undefined, 2))}</pre>${recovery?.typed ?? ''}</main></body></html>\n`;
}
