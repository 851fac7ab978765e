import { relative, sep } from 'node:path';
import type { Canary } from '../model/canary.ts';
import type { Exercise } from '../model/exercise.ts';
import type { Finding, Place } from '../model/finding.ts';

const MAX_EXCERPT = 300;
const NUMBER = /^\d{1,7}/;

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
  for (const { path, line, column } of output.split(/[\s()]/).flatMap(placesIn)) {
    const file = relative(root, path);
    if (file.startsWith('..') || file.includes('node_modules')) continue;
    return { file: file.split(sep).join('/'), line: Number(line), ...(column !== undefined && { column: Number(column) }) };
  }
  return undefined;
}

interface FoundPlace {
  readonly path: string;
  readonly line: string;
  readonly column: string | undefined;
}

/** The places in a word of a stack frame, or of the first line of an uncaught error: `file:///srv/app/server.js:12:7`, `/srv/app/server.js:12`. */
function placesIn(word: string): readonly FoundPlace[] {
  const parts = word.split(':');
  return parts.flatMap((part, at) => {
    const slash = part.indexOf('/');
    const line = NUMBER.exec(parts[at + 1] ?? '')?.[0];
    if (slash === -1 || slash === part.length - 1 || line === undefined) return [];
    const isAddress = part.startsWith('//') && parts[at - 1]?.endsWith('file') === true;
    const column = line === parts[at + 1] ? NUMBER.exec(parts[at + 2] ?? '')?.[0] : undefined;
    return [{ path: part.slice(isAddress ? 2 : slash), line, column }];
  });
}
