import { noteOf } from '../../forms/flash/flash-text.ts';
import { sealedFlash } from '../../forms/stores/sealed-flash.ts';
import { headOf } from '../answer/read-answer.ts';
import { shown } from '../output/shown.ts';
import { wrongArgument } from '../output/wrong-argument.ts';
import { type Flash, flashCookiesOf, flashIn, joined } from './flash-of.ts';

/**
 * Returns what the flash of this response holds, like `flashOf()`, if the app runs in another process. It opens the sealed cookie with the app's secret, so
 * the app keeps no flash in a session or in Redis.
 *
 * @param response - the response of any client, already awaited
 * @param secret - the value of the app's option `flash.secret`
 * @throws TypeError if the secret does not open the cookie
 *
 * @example
 * const response = await fetch('http://localhost:3000/signup', { method: 'POST', body, headers, redirect: 'manual' });
 * assert.deepEqual((await unsealFlash(response, process.env.FLASH_SECRET)).old, { email: 'ann@example.com' });
 */
export async function unsealFlash(response: unknown, secret: string | readonly string[]): Promise<Flash> {
  const name = 'unsealFlash()';
  const secrets = (Array.isArray(secret) ? secret : [secret]) as readonly unknown[];
  if (secrets.length === 0 || secrets.some((one) => typeof one !== 'string' || one === '')) {
    throw wrongArgument(name, { found: shown(secret), expected: "the app's option flash.secret: a text, or a list of texts" });
  }
  const store = sealedFlash(secrets as readonly string[]);
  const opened = flashCookiesOf(headOf(name, response)).map(async ({ id, value }) => {
    const text = await store.take(id, value, { seconds: 0, native: undefined });
    const note = text === undefined ? undefined : noteOf(text);
    if (note !== undefined) return flashIn(note);
    const todo = 'A flash in a session or in Redis cannot be read from outside: run the app in the process of the test, and call flashOf().';
    throw wrongArgument(name, { found: 'a flash that this secret does not open', expected: 'the secret of the app, and a sealed cookie', todo });
  });
  return joined(await Promise.all(opened));
}
