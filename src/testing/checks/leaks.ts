import type { Answer } from '../answer/answer.ts';
import { findLeaks, type Leak } from '../leaks/find-leaks.ts';
import { secretsIn } from '../leaks/secrets-in.ts';
import { cut, shown } from '../output/shown.ts';
import type { Verdict } from '../output/verdict.ts';
import { wrongArgument } from '../output/wrong-argument.ts';

const MOST_SHOWN = 10;

/** Whether nothing of these errors and texts is in the response. */
export function checkLeaks(name: string, answer: Answer, values: readonly unknown[]): Verdict {
  const secrets = values.flatMap((value) => {
    const found = secretsIn(value);
    if (found.length > 0) return found;
    throw wrongArgument(name, {
      found: `${shown(value)}, in which there is nothing to look for`,
      expected: 'the error that the app has thrown, or a secret text',
      todo: 'Throw an error with a message of your own in the test, such as new Error("database password hunter2").',
    });
  });
  if (secrets.length === 0) throw wrongArgument(name, { found: 'no argument', expected: 'the error that the app has thrown, or a secret text' });
  const leaks = findLeaks(answer, secrets);
  const what = values.map((value) => (typeof value === 'string' ? 'the text' : cut(shown(value), 80))).join(', ');
  return {
    pass: leaks.length === 0,
    wanted: `leak nothing of ${what}`,
    opposite: `leak something of ${what}`,
    differences: leaks.length <= MOST_SHOWN ? leaks.map(lineOf) : [...leaks.slice(0, MOST_SHOWN).map(lineOf), `… and ${leaks.length - MOST_SHOWN} more`],
    expected: [],
    actual: leaks.map(({ place, secret, how }) => ({ place, from: secret.from, how })),
  };
}

function lineOf({ place, secret, how, excerpt }: Leak): string {
  const from = secret.from === '' ? 'the text' : `its ${secret.from}`;
  return `${place}: has ${from}${how === '' ? '' : ` (${how})`}: ${JSON.stringify(excerpt)}`;
}
