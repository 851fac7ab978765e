import type { Rendered } from '../../core/formats/format.ts';
import { problemDocument } from '../../core/formats/problem-document.ts';
import type { Rendering } from '../../hosting/shared/development-report.ts';
import type { DevelopmentReport } from '../report/report.ts';

/** The problem document with the report as its member `report`. */
export async function jsonReport({ format, outcome, context }: Rendering, report: DevelopmentReport): Promise<Rendered | undefined> {
  const rendered = await format.render(outcome, context);
  if (rendered === undefined) return undefined;
  const value = { ...problemDocument(outcome), report };
  return { body: JSON.stringify(value), contentType: rendered.contentType, value };
}
