import { describe, expect, it } from 'vitest';
import { WAYS } from './all-ways.ts';
import { app, CALLS, FORMATS } from './answers.ts';
import { CANARIES, leftIn } from './canary.ts';

/** Each way in which an app passes a result on, once; and the two with the most content, in every format. */
const ANSWERS = Object.keys(CALLS).flatMap((call, i) =>
  call === 'badRequest' || call === 'thrown' ? FORMATS.map((format) => ({ call, format })) : [{ call, format: FORMATS[i % FORMATS.length] as string }],
);

/** As the app passes on the list of entries instead of the whole result. */
const TAKES_LIST = /^the (?:errors|problems) of|with a list/;

const apps = [app('production'), app('development'), app('production', 'sails-1'), app('development', 'sails-0.9')];

describe('the typed text', () => {
  it.each(WAYS.filter(({ needsBody }) => !needsBody).map((way) => [way.library, way.way, way] as const))(
    'is in no answer and in no log: %s, %s',
    async (_library, _way, { fail, isName, ofAnotherField }) => {
      const leaks = new Set<string>();
      let failed = 0;
      for (const { name, value } of CANARIES) {
        const typed =
          isName && typeof value !== 'string' ? JSON.stringify({ user: 'ann', password: value }) : isName ? JSON.stringify({ password: value }) : value;
        const result = await fail(typed);
        if (result === undefined) continue;
        failed++;
        for (const each of apps) {
          for (const { call, format } of ANSWERS) {
            if (ofAnotherField && TAKES_LIST.test(call)) continue;
            const output = await each.answer(call, result, format);
            const left = leftIn(output, value);
            if (left !== undefined)
              leaks.add(`${name}, ${call}, ${format}: …${output.slice(Math.max(0, output.indexOf(left) - 80), output.indexOf(left) + 40)}`);
          }
          const left = leftIn(await each.onSocket(result), value);
          if (left !== undefined) leaks.add(`${name}, on a socket: ${left}`);
        }
      }
      expect([...leaks].slice(0, 8)).toEqual([]);
      // A way that finds no error would prove nothing.
      expect(failed).toBeGreaterThan(5);
    },
  );
});
