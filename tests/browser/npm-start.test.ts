import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openHarbour } from './harbour.ts';
import { RESPONSES } from './pages.ts';

const start = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));

describe('npm start', () => {
  it('has nothing to install or build the second time, and prints what to try', async () => {
    await (await openHarbour({}, start)).stop();
    const harbour = await openHarbour({}, start);
    expect(harbour.printed()).not.toMatch(/Installing|Building/);
    expect(harbour.printed()).toContain('Every response, with links to try it');
    await harbour.stop();
  });

  it('prints curl lines that get the printed answers', async () => {
    const harbour = await openHarbour({}, start);
    const lines = harbour.printed().split('\n');
    const commands = lines.filter((line) => line.includes('curl ')).map((line) => line.trim());
    const statuses = [/404/, /403/, /500/, /400/, /404/];
    expect(commands).toHaveLength(statuses.length);
    for (const [index, command] of commands.entries()) {
      const args = command
        .split(/ {2,}/)[0]
        ?.match(/"[^"]*"|\S+/g)
        ?.map((arg) => arg.replaceAll('"', '')) as string[];
      const { stdout } = spawnSync(args[0] as string, ['-s', ...args.slice(1)], { encoding: 'utf8' });
      expect(stdout).toMatch(new RegExp(`^HTTP/1.1 ${statuses[index]?.source}`));
    }
    await harbour.stop();
  });

  it('serves a page with a card for every response of Halyard and of the app, and no other', async () => {
    const harbour = await openHarbour({}, start);
    const calls = (await (await fetch(harbour.url)).json()) as readonly { name: string }[];
    expect(calls.map(({ name }) => name).toSorted()).toEqual(RESPONSES.toSorted());
    await harbour.stop();
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('stops cleanly on %s', async (signal) => {
    const harbour = await openHarbour({}, start);
    // A kept-alive connection does not delay the stop.
    await (await fetch(harbour.url)).text();
    expect(await harbour.stop(signal)).toEqual({ code: 0, signal: null });
  });

  it('reports that the port is in use, and what to do', async () => {
    const other = createServer().listen(0);
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { status, stdout, stderr } = run({ PORT: String(port) });
    expect(status).toBe(1);
    // The only line before it says what the app has loaded.
    expect(stdout).toMatch(/^\{[^\n]*"level":"info"[^\n]*loaded 2 responses[^\n]*\}\n$/);
    expect(stderr).toContain(
      `Port ${port} is in use by another program, perhaps by this one in another terminal. Stop that, or choose another port: PORT=8080 npm start\n`,
    );
    other.close();
  });

  it.each(['harbour', '-1', '65536', '80.5', '0x50', ''])('rejects PORT "%s" and prints what it expects', (PORT) => {
    const { status, stderr } = run({ PORT });
    expect(status).toBe(1);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr).toContain(`PORT is "${PORT}". Expected a number from 0 to 65535, such as PORT=8080; 0 takes any free port.\n`);
  });
});

function run(env: NodeJS.ProcessEnv): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, [start], { env: { ...process.env, NODE_ENV: undefined, ...env }, encoding: 'utf8' });
}
