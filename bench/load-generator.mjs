import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onCore } from './cores.mjs';

const run = promisify(execFile);
const CONNECTIONS = 32;

/** wrk where it is installed, because it leaves a part of its core idle. Otherwise autocannon. */
export const loadGenerator = spawnSync('wrk', ['--version']).error === undefined ? 'wrk' : 'autocannon';

/** Sends the item's request as fast as it is answered. @throws Error when a connection fails, or a status has another class. */
export async function load(port, item, seconds) {
  const url = `http://127.0.0.1:${port}${item.path}`;
  const result = loadGenerator === 'wrk' ? await wrk(url, item, seconds) : await autocannon(url, item, seconds);
  const expected = item.status < 400 ? 0 : result.requests;
  if (result.errors > 0 || result.refused !== expected) {
    throw new Error(
      `${item.title}: ${result.requests} answers, ${result.refused} of them not 2xx or 3xx (expected ${expected}), ${result.errors} connections failed.`,
    );
  }
  return result;
}

async function wrk(url, { accept }, seconds) {
  const { stdout } = await started(['wrk', '-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '-H', `Accept: ${accept}`, url]);
  const number = (pattern) => Number(pattern.exec(stdout)?.[1] ?? 0);
  // A timeout only shows that the machine stood still for a moment.
  const errors = /Socket errors: (.*), timeout/.exec(stdout)?.[1].match(/\d+/g) ?? [];
  return {
    requests: number(/(\d+) requests in/),
    perSecond: number(/Requests\/sec:\s*([\d.]+)/),
    refused: number(/Non-2xx or 3xx responses: (\d+)/),
    errors: errors.reduce((sum, count) => sum + Number(count), 0),
  };
}

async function autocannon(url, { accept }, seconds) {
  const command = [process.execPath, join(import.meta.dirname, '../node_modules/autocannon/autocannon.js')];
  const { stdout } = await started([...command, '--json', '--no-progress', '-c', `${CONNECTIONS}`, '-d', `${seconds}`, '-H', `accept=${accept}`, url]);
  const { requests, non2xx, errors } = JSON.parse(stdout);
  return { requests: requests.total, perSecond: requests.average, refused: non2xx, errors };
}

function started(command) {
  const [file, ...args] = onCore(1, command);
  return run(file, args, { maxBuffer: 16_000_000 });
}
