import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Consumer } from './consumer.ts';
import { type Packed, pack } from './pack.ts';

const APP = fileURLToPath(new URL('older-releases/sockets.mjs', import.meta.url));

let packed: Packed;
beforeAll(() => {
  packed = pack();
});
afterAll(() => packed.remove());

// npm refuses to install a package beside a release that its optional peers exclude, even if the app uses that release without it.
describe.each([
  ['4.16.0', '4.0.0'],
  ['4.17.1', '4.5.0'],
])('an app with Express %s and Socket.IO %s', (express, socketIo) => {
  let consumer: Consumer;
  beforeAll(() => {
    consumer = new Consumer([`express@${express}`, `socket.io@${socketIo}`, `socket.io-client@${socketIo}`, packed.tarball]);
    cpSync(APP, join(consumer.folder, 'sockets.mjs'));
  }, 120_000);
  afterAll(() => consumer?.remove());

  it('installs the package, and answers messages and verbs', async () => {
    const { code, stdout, stderr } = await consumer.run('sockets.mjs');
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '["There is no such order",404,"There is no such order",404]\n', stderr: '' });
  });
});
