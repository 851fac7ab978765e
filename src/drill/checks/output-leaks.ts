import type { Canary } from '../model/canary.ts';
import type { Finding } from '../model/finding.ts';
import { canaryFinder, excerptOf } from './canary-finder.ts';
import { shortened } from './check.ts';
import { WHERE } from './leaks.ts';

/** More of an app's output is not searched. */
const MOST_SEARCHED = 20_000_000;
/** Characters before a chunk that are searched once more, because a value may be cut between two chunks. */
const OVERLAP = 400;

/**
 * Searches what the process of the app writes: the console, and loggers that Halyard does not know, such as the child logger of a request. An access log has
 * the whole address, so the query is not looked for.
 */
export class OutputSearch {
  readonly #canaries: readonly Canary[];
  readonly #find: ReturnType<typeof canaryFinder>;
  readonly #found = new Map<Canary, string>();
  #before = '';
  #searched = 0;

  constructor(canaries: readonly Canary[]) {
    this.#canaries = canaries;
    this.#find = canaryFinder(canaries.filter(({ place, mayBeLogged }) => !mayBeLogged && place !== 'query'));
  }

  add(chunk: string): void {
    if (this.#searched > MOST_SEARCHED) return;
    this.#searched += chunk.length;
    const text = this.#before + chunk;
    for (const hit of this.#find(text)) if (!this.#found.has(hit.canary)) this.#found.set(hit.canary, excerptOf(hit, this.#canaries));
    this.#before = text.slice(-OVERLAP);
  }

  /** A finding for each kind of value, if none of the records of Halyard's logger has shown it. */
  findings(known: readonly Finding[]): readonly Finding[] {
    return [...this.#found].flatMap(([{ place }, excerpt]): readonly Finding[] => {
      if (known.some(({ code, message }) => code === 'leak-in-log' && message.includes(WHERE[place]))) return [];
      return [
        {
          code: 'leak-in-log',
          severity: 'error',
          message: `The output of the app shows ${WHERE[place]}.`,
          todo: 'Look for `console.log()` and for loggers of the app that write a request or an error whole. Log only what you need, by name.',
          excerpt: shortened(excerpt, 300),
          exercises: [],
        },
      ];
    });
  }
}
