import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { App } from '../docs/app.ts';
import { pageAt } from '../docs/pages.ts';

const app = new App({ express: 'express', 'socket.io': 'socket.io', 'socket.io-client': 'socket.io-client2', 'sails.io.js': 'sails.io.js' });
afterAll(() => app.remove());

it('docs/sockets.md shows the real output of its client', async () => {
  const { blocks } = pageAt('docs/sockets.md');
  for (const { file, text } of blocks) if (file !== undefined) app.write(file, text);
  await app.start('server.mjs', { NODE_ENV: 'production' });
  const client = blocks.find(({ file }) => file === 'client.mjs')?.text.replace('1337', String(app.portFor(1337))) ?? '';
  // The client of the page runs until somebody ends it.
  app.write('client.mjs', `${client}\nsetTimeout(() => process.exit(), 1500);\n`);
  const { stdout } = spawnSync(process.execPath, [join(app.folder, 'client.mjs')], { cwd: app.folder, encoding: 'utf8' });
  const shown = blocks.find(({ language }) => language === 'text')?.text ?? '';
  expect(stdout.trim().split('\n').toSorted()).toEqual(shown.trim().split('\n').toSorted());
});
