import type { Hint } from '../report/report.ts';
import { bodyHints } from './bodies.ts';
import { callHints } from './calls.ts';
import { databaseHints } from './databases.ts';
import { routeHints } from './routes/route-hints.ts';
import type { Situation } from './situation.ts';
import { concealedHints, statusHints, validationHints } from './statuses.ts';
import { systemHints } from './system.ts';
import { tokenHints } from './tokens.ts';
import { uploadHints } from './uploads.ts';
import { viewHints } from './views.ts';

/** The kinds of hints, the most certain first. */
const KINDS: readonly ((situation: Situation) => readonly Hint[])[] = [
  concealedHints,
  routeHints,
  viewHints,
  callHints,
  bodyHints,
  tokenHints,
  uploadHints,
  validationHints,
  databaseHints,
  systemHints,
  statusHints,
];

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
