import type { Hint } from '../report/report.ts';
import { routeHints } from './routes/route-hints.ts';
import type { Situation } from './situation.ts';

/** The kinds of hints, the most useful first. */
const KINDS: readonly ((situation: Situation) => readonly Hint[])[] = [routeHints];

const MOST_HINTS = 6;

/** What the developer can do about a failure, the best first. A kind that fails gives no hint. */
export function hintsOf(situation: Situation): readonly Hint[] {
  return KINDS.flatMap((kind) => {
    try {
      return kind(situation);
    } catch {
      return [];
    }
  }).slice(0, MOST_HINTS);
}
