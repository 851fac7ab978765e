import { describe, expect, it } from 'vitest';
import { WAYS } from './all-ways.ts';
import { app, FORMATS, TELLINGS } from './answers.ts';
import { CANARIES, leftIn } from './canary.ts';

/** Each telling once, and the two that say most in every format. */
const ANSWERS = Object.keys(TELLINGS).flatMap((telling, i) =>
  telling === 'badRequest' || telling === 'thrown'
    ? FORMATS.map((format) => ({ telling, format }))
    : [{ telling, format: FORMATS[i % FORMATS.length] as string }],
);

/** The app takes the list of entries out of what the library gave it. */
const TAKES_LIST = /^the (?:errors|problems) of|with a list/;

const apps = [app('production'), app('development'), app('production', 'sails-1'), app('development', 'sails-0.9')];

describe('what was typed', () => {
  it.each(WAYS.filter(({ needsBody }) => !needsBody).map((way) => [way.library, way.way, way] as const))(
    'is in no answer and in no log: %s, %s',
    async (_library, _way, { fail, isName, ofAnotherField }) => {
      const leaks = new Set<string>();
      let failed = 0;
      for (const { name, value } of CANARIES) {
        const typed =
          isName && typeof value !== 'string' ? JSON.stringify({ user: 'ann', password: value }) : isName ? JSON.stringify({ password: value }) : value;
        const given = await fail(typed);
        if (given === undefined) continue;
        failed++;
        for (const each of apps) {
          for (const { telling, format } of ANSWERS) {
            if (ofAnotherField && TAKES_LIST.test(telling)) continue;
            const said = await each.answer(telling, given, format);
            const left = leftIn(said, value);
            if (left !== undefined) leaks.add(`${name}, ${telling}, ${format}: …${said.slice(Math.max(0, said.indexOf(left) - 80), said.indexOf(left) + 40)}`);
          }
          const left = leftIn(await each.onSocket(given), value);
          if (left !== undefined) leaks.add(`${name}, on a socket: ${left}`);
        }
      }
      expect([...leaks].slice(0, 8)).toEqual([]);
      // A way that finds nothing wrong would prove nothing.
      expect(failed).toBeGreaterThan(5);
    },
  );
});
