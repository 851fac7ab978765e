import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatedApp, nestCli } from './nest-installed.ts';

/** A port that was free a moment ago. The generated app takes its port from the environment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  server.close();
  await once(server, 'close');
  return port;
}

const page = readFileSync(new URL('../../docs/nest.md', import.meta.url), 'utf8');

describe('an app that `nest new` makes', () => {
  let app: ChildProcess;
  let url: string;
  beforeAll(async () => {
    const folder = generatedApp();
    const file = join(folder, 'src/app.module.ts');
    const generated = readFileSync(file, 'utf8');
    // The page shows the whole file. It has two changes.
    const shown = page.match(/```ts\n\/\/ src\/app\.module\.ts\n(.*?)```/s)?.[1] ?? '';
    expect(shown.replace("import { HalyardModule } from 'halyard/nest';\n", '').replace('HalyardModule.forRoot()', '')).toBe(generated);
    writeFileSync(file, shown);
    nestCli(folder, 'build');
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    app = spawn(process.execPath, ['dist/main'], { cwd: folder, env: { PATH: process.env['PATH'], PORT: String(port), NODE_ENV: 'production' } });
    let output = '';
    await new Promise<void>((resolve, reject) => {
      const heard = (text: unknown): void => {
        output += String(text);
        if (output.includes('successfully started')) resolve();
      };
      app.stdout?.on('data', heard);
      app.stderr?.on('data', heard);
      app.once('exit', () => reject(new Error(output)));
    });
    // The line comes before the port is open.
    for (let tries = 0; tries < 50 && !(await fetch(url).catch(() => undefined)); tries++) await new Promise((resolve) => setTimeout(resolve, 100));
  }, 600_000);
  afterAll(() => app?.kill());

  it('answers what no controller does with Halyard, after the two changes of the page', async () => {
    expect(await (await fetch(url)).text()).toBe('Hello World!');
    const answer = await fetch(`${url}/nowhere`);
    expect([answer.status, await answer.json()]).toEqual([404, { title: 'Not Found', status: 404, reference: expect.any(String) }]);
  });
});
