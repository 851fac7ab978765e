import { BUILT_IN } from '../../core/responses/built-in-responses.ts';
import { masked } from '../report/masked.ts';
import type { Hint } from '../report/report.ts';
import { rawErrors, textIn } from './raw-errors.ts';
import { editDistance } from './routes/edit-distance.ts';
import type { Situation } from './situation.ts';

const MOST_NAMES = 4_000;

/** `res.notFoud is not a function`, on each host's name of the reply. */
const CALL = /(?:^|[\s(])((?:\w{1,32}\.){1,4})(\w{1,64}) is not a function/;
const REPLIES = /^(?:res|response|reply|h|c|ctx|context|toolkit)$/;

/** A response method that does not exist: the one that was meant, or what is missing. */
export function callHints(situation: Situation): readonly Hint[] {
  for (const error of rawErrors(situation)) {
    const [, path = '', name = ''] = CALL.exec(textIn(error, 'message') ?? '') ?? [];
    const [object = ''] = path.replace(/^this\./, '').split('.');
    if (name === '') continue;
    const called = `${path}${name}`;
    // Any name may stand for the reply, but then only the names of the responses are compared.
    const known = REPLIES.test(object) ? namesOf(situation.request.reply) : [];
    const near = nearest(name, known.length === 0 ? BUILT_IN.map((response) => response.name) : known);
    if (near !== undefined) return [{ text: `${masked(called, 128)}() does not exist. Did you mean ${path}${near}()?` }];
  }
  return [];
}

/** The names of the functions of a reply. No getter is called. */
function namesOf(reply: unknown): readonly string[] {
  const names = new Set<string>();
  for (
    let level = reply;
    typeof level === 'object' && level !== null && level !== Object.prototype && names.size < MOST_NAMES;
    level = Object.getPrototypeOf(level) as unknown
  )
    for (const [name, { value, get }] of Object.entries(Object.getOwnPropertyDescriptors(level)))
      if (typeof value === 'function' || get !== undefined) names.add(name);
  return [...names].filter((name) => !name.startsWith('_'));
}

/** The name with the fewest changes, if it is near enough to be meant. */
function nearest(name: string, names: readonly string[]): string | undefined {
  const ranked = names
    .map((known) => ({ known, changes: name.toLowerCase() === known.toLowerCase() ? 0 : editDistance(name, known) }))
    .filter(({ known, changes }) => changes <= Math.max(1, Math.floor(Math.min(name.length, known.length) / 3)))
    .sort((a, b) => a.changes - b.changes);
  return ranked[0]?.known;
}
