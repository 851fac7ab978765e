import { fileURLToPath } from 'node:url';
import type { Place } from '../model/finding.ts';
import type { About } from './check.ts';
import { placeIn } from './place-of.ts';

/** The first place in a stack that is in a file of the app, and not in a package. */
export function placeInStack(stack: unknown, about: About): Place | undefined {
  if (typeof stack !== 'string') return undefined;
  for (const line of stack.split('\n', 60)) {
    const frame = line.slice(0, 600).trim().replace(/\)$/, '');
    const [end, at] = /:(\d{1,7}):\d{1,7}$/.exec(frame) ?? [];
    if (end === undefined) continue;
    const path = frame.slice(Math.max(frame.lastIndexOf('(') + 1, frame.startsWith('at ') ? 3 : 0), -end.length).replace(/^async /, '');
    const file = fileOf(path);
    if (file?.startsWith(about.app.root) && !/[\\/]node_modules[\\/]/.test(file)) return placeIn(file, about, Number(at));
  }
  return undefined;
}

function fileOf(path: string): string | undefined {
  try {
    return path.startsWith('file:') ? fileURLToPath(path.split('?', 1)[0] as string) : path;
  } catch {
    return undefined;
  }
}
