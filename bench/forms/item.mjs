import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onCore } from '../cores.mjs';
import { variants } from './variants.mjs';

const run = promisify(execFile);
const VISITORS = 32;

/**
 * A visitor sends a form with three mistakes and opens its page: both requests together count as one. The item needs cookies, so it has its
 * own load and its own servers. `target` is the highest ratio that is allowed for Halyard with the sealed cookie.
 */
export const form = { id: 'form', title: 'A form sent with three issues, then its page', variants, load, target: 0.67 };

/** @throws Error when an answer is wrong. */
async function load(port, seconds) {
  const [file, ...args] = onCore(1, [process.execPath, join(import.meta.dirname, 'load.mjs'), port, seconds, VISITORS].map(String));
  const { stdout } = await run(file, args);
  const { forms, perSecond } = JSON.parse(stdout);
  return { requests: forms, perSecond };
}
