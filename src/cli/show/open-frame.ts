import { existsSync } from 'node:fs';
import type { ReportedFrame } from '../../development/frames/reported-frame.ts';
import type { DevelopmentReport } from '../../development/report/report.ts';
import type { ReportedError } from '../../development/report/reported-error.ts';
import { errorsInside, placeOf } from '../../development/text/lines-of-error.ts';
import { EXIT } from '../command.ts';

/** Opens the first frame of the app in the editor. Returns the exit code. */
export async function openFrame(report: DevelopmentReport): Promise<number> {
  const frame = [...report.whileAnswering, ...report.errors].map((error) => ownFrame(error)).find((one) => one !== undefined);
  if (frame?.path === undefined) return failed('No frame of this failure is in a file of the app.');
  if (!existsSync(frame.path)) return failed(`${frame.path} does not exist on this machine.`);
  const launch = await launchEditor();
  if (launch === undefined) return failed('To open a file, install the package launch-editor: npm install --save-dev launch-editor');
  const place = [frame.path, frame.line, frame.column].filter((part) => part !== undefined).join(':');
  let error: string | undefined;
  launch(place, undefined, (_file, message) => {
    error = message ?? 'no editor was found';
    process.exitCode = failed(`The editor cannot be opened: ${error.trim()}. Set LAUNCH_EDITOR to its command: LAUNCH_EDITOR=code`);
  });
  if (error !== undefined) return EXIT.failed;
  process.stdout.write(`Opens ${placeOf(frame)}\n`);
  return EXIT.done;
}

function ownFrame(error: ReportedError, depth = 0): ReportedFrame | undefined {
  const own = error.frames.find(({ kind, path }) => (kind === 'app' || kind === 'template') && path !== undefined);
  if (own !== undefined || depth >= 8) return own;
  return errorsInside(error)
    .map(([, inner]) => ownFrame(inner, depth + 1))
    .find((frame) => frame !== undefined);
}

type Launch = (place: string, editor: string | undefined, failed: (file: string, message: string | null) => void) => void;

/** The optional package. `undefined` if the app has not installed it. */
async function launchEditor(): Promise<Launch | undefined> {
  try {
    const { default: launch } = await import('launch-editor');
    return launch as Launch;
  } catch {
    return undefined;
  }
}

function failed(problem: string): number {
  process.stderr.write(`halyard: ${problem}\n`);
  return EXIT.failed;
}
