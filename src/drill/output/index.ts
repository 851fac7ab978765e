import type { DrillReport } from '../model/drill-report.ts';
import { htmlOutput } from './html/report-page.ts';
import { jsonOutput, type OutputOptions } from './json.ts';
import { junitOutput } from './junit.ts';
import { sarifOutput } from './sarif.ts';

/** The outputs of a drill by name. To add one, write its file in this folder, and its line here. */
export const OUTPUTS: Readonly<Record<'json' | 'sarif' | 'junit' | 'html', (report: DrillReport, options: OutputOptions) => string>> = {
  json: jsonOutput,
  sarif: sarifOutput,
  junit: junitOutput,
  html: htmlOutput,
};
