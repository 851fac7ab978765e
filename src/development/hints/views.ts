import { isArray, readProperty } from '../../core/values/guarded-read.ts';
import { masked } from '../report/masked.ts';
import type { Hint } from '../report/report.ts';
import { rawErrors, textIn } from './raw-errors.ts';
import type { Situation } from './situation.ts';

const MOST_FOLDERS = 8;

/** A view that was not found: the folders that were searched, and the engine that is missing. */
export function viewHints(situation: Situation): readonly Hint[] {
  for (const error of rawErrors(situation)) {
    const message = textIn(error, 'message') ?? '';
    const engine = /^Cannot find module '([\w@/.-]{1,64})'/.exec(message)?.[1];
    const view = readProperty(error, 'view');
    // Express puts its View on the error.
    if (message.startsWith('Failed to lookup view') && typeof view === 'object' && view !== null) return [notFound(view)];
    if (message.startsWith('No default engine was specified')) {
      return [{ text: 'The view has no file extension, and the app has no view engine.', code: "app.set('view engine', 'ejs');" }];
    }
    if (engine !== undefined && /\/(?:express|@ladjs\/consolidate|consolidate)\/lib\/(?:view|consolidate)\.js/.test(textIn(error, 'stack') ?? ''))
      return [{ text: `The view engine ${masked(engine, 64)} is not installed.`, code: `npm install ${masked(engine, 64)}` }];
  }
  return [];
}

function notFound(view: object): Hint {
  const [name, root, ext] = [readProperty(view, 'name'), readProperty(view, 'root'), readProperty(view, 'ext')];
  const roots = (isArray(root) ? Array.from(root) : [root]).filter((one): one is string => typeof one === 'string').slice(0, MOST_FOLDERS);
  const file = typeof name === 'string' ? `${name}${typeof ext === 'string' && !name.endsWith(ext) ? ext : ''}` : '';
  return { text: `The view ${JSON.stringify(masked(file, 256))} is in none of these folders.`, lines: roots.map((one) => masked(one, 512)) };
}
