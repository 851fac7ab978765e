import { relative, sep } from 'node:path';
import type { Canary } from '../model/canary.ts';
import type { Exercise } from '../model/exercise.ts';
import type { Finding, Place } from '../model/finding.ts';

const MAX_EXCERPT = 300;
/** A stack frame, or the first line of an uncaught error: `file:///srv/app/server.js:12:7`, `/srv/app/server.js:12`. */
const PLACE = /(?:file:\/\/)?(\/[^\s():]{1,500}):(\d{1,7})(?::(\d{1,7}))?/g;

interface Crash {
  readonly exercise: Exercise;
  /** The end of what the app has written. */
  readonly output: string;
  readonly root: string;
  readonly canaries: readonly Canary[];
  /** The process still runs, but answers nothing. */
  readonly isHanging: boolean;
}

/** The finding of an app that has ended, or answers no more, after an exercise. */
export function crashOf({ exercise, output, root, canaries, isHanging }: Crash): Finding {
  const { situation, client, id } = exercise;
  const shown = canaries.reduce((text, { place, value }) => text.replaceAll(value, `‹canary: ${place}›`), output.trim());
  const place = placeIn(output, root);
  return {
    code: 'crash',
    severity: 'error',
    message: isHanging ? `After "${situation}" the app does not answer any more.` : `During "${situation}" the process of the app ends.`,
    todo: isHanging
      ? 'Look for code that waits or loops for ever when a request is like this one.'
      : 'Handle the error where it happens: a stream without a listener for `error`, a promise that nobody awaits, or a call of `process.exit`.',
    place,
    response: exercise.expected.response,
    situation,
    client,
    ...(shown !== '' && { excerpt: shown.slice(-MAX_EXCERPT) }),
    exercises: [id],
  };
}

/** The last uncaught error's first place in a file of the app. */
function placeIn(output: string, root: string): Place | undefined {
  for (const [, path, line, column] of output.matchAll(PLACE)) {
    const file = relative(root, path as string);
    if (file.startsWith('..') || file.includes('node_modules')) continue;
    return { file: file.split(sep).join('/'), line: Number(line), ...(column !== undefined && { column: Number(column) }) };
  }
  return undefined;
}
