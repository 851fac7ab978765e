import { DrillError } from '../../drill/model/drill-error.ts';
import type { DrillReport } from '../../drill/model/drill-report.ts';
import { isFailed } from '../../drill/output/finding-facts.ts';
import { DrillProgress } from '../../drill/output/terminal/progress.ts';
import { lastLine, terminalReport } from '../../drill/output/terminal/terminal.ts';
import { type DrillOptions, drill } from '../../drill/run/drill.ts';
import { EXIT } from '../command.ts';
import { STANDARD_OUTPUT } from '../file-options.ts';
import { terminal } from '../show/terminal.ts';
import { prepareFile, UnwritableFileError } from './output-file.ts';
import { situationsOf } from './situations.ts';
import { type WantedOutputs, writeOutputs } from './write-outputs.ts';

/** Mistakes in the arguments. The others are failures of the app. */
const MISUSE: ReadonlySet<string> = new Set(['E_DRILL_ENTRY', 'E_DRILL_OPTION']);

/** What the user asked for. */
export interface DrillRun {
  readonly entry: string;
  readonly wanted: WantedOutputs;
  readonly strict: boolean;
  /** The file of the app's own situations. */
  readonly situations: string | undefined;
  readonly options: DrillOptions;
}

/** Runs the drill, writes its outputs, and returns the exit code. */
export async function playAndReport({ entry, wanted, strict, situations, options }: DrillRun): Promise<number> {
  try {
    for (const [, file] of wanted) if (file !== STANDARD_OUTPUT) prepareFile(file);
    const own = situations === undefined ? [] : await situationsOf(situations);
    const report = await played(entry, { ...options, situations: own });
    print(report, wanted);
    for (const line of writeOutputs(report, wanted, strict)) process.stderr.write(`${line}\n`);
    return isFailed(report, strict) ? EXIT.failed : EXIT.done;
  } catch (error) {
    if (!(error instanceof UnwritableFileError || error instanceof DrillError)) throw error;
    process.stderr.write(`halyard: ${error.message}\n`);
    return error instanceof DrillError && !MISUSE.has(error.code) ? EXIT.failed : EXIT.misused;
  }
}

async function played(entry: string, options: DrillOptions): Promise<DrillReport> {
  const progress = new DrillProgress(process.stderr);
  try {
    return await drill(entry, { ...options, progress: (done, total, what) => progress.show(done, total, what) });
  } finally {
    progress.end();
  }
}

/** The text of the report. If an output has the standard output, only the last line is printed, and to stderr. */
function print(report: DrillReport, wanted: WantedOutputs): void {
  const { paint, columns } = terminal();
  const isTaken = wanted.some(([, file]) => file === STANDARD_OUTPUT);
  if (!isTaken) process.stdout.write(terminalReport(report, { paint, columns, folder: process.cwd() }));
  else process.stderr.write(`${lastLine(report, paint)}\n`);
}
