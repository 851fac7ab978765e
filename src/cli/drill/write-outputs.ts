import type { DrillReport } from '../../drill/model/drill-report.ts';
import { OUTPUTS } from '../../drill/output/index.ts';
import { STANDARD_OUTPUT } from '../file-options.ts';
import { writeWhole } from './output-file.ts';
import { folderInRepository } from './repository-folder.ts';

/** The name of an output: `json`, `sarif`, `junit` or `html`. */
export type OutputName = keyof typeof OUTPUTS;

/** The outputs that the user asked for: each with its file, or `-`. */
export type WantedOutputs = readonly (readonly [name: OutputName, file: string])[];

export const OUTPUT_NAMES = Object.keys(OUTPUTS) as readonly OutputName[];

/** Writes each output to its file. Returns the lines that say where they are. */
export function writeOutputs(report: DrillReport, wanted: WantedOutputs, strict: boolean): readonly string[] {
  const options = { strict, folderInRepository: folderInRepository(report.app.root) };
  return wanted.flatMap(([name, file]) => {
    const text = OUTPUTS[name](report, options);
    if (file === STANDARD_OUTPUT) {
      process.stdout.write(text);
      return [];
    }
    writeWhole(file, text);
    return [`${name === 'junit' ? 'JUnit' : name.toUpperCase()}: ${file}`];
  });
}
