import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/ports.ts';
import { ErrorServer, NGINX } from './error-server.ts';
import { filesOf, somePages } from './some-pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'halyard-systemd-'));
const started: (ErrorServer | ChildProcess)[] = [];
afterAll(async () => {
  for (const one of started) await (one instanceof ErrorServer ? one.stop() : one.kill('SIGKILL'));
  rmSync(folder, { recursive: true, force: true });
});

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

/** The messages of `systemd-analyze verify` about the units. The programs of this machine stand for those of a server. */
function verified(files: Readonly<Record<string, string>>): string {
  const units = ['app.service', 'app.socket', 'app-error-pages.service'];
  for (const unit of units) {
    const text = (files[unit] ?? '').replace('/usr/bin/node', process.execPath).replaceAll('/usr/sbin/nginx', NGINX ?? process.execPath);
    writeFileSync(join(folder, unit), text);
  }
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...units.map((unit) => join(folder, unit))], { encoding: 'utf8' });
  return status === 0 ? stderr : `${status}: ${stderr}`;
}

describe('the export for systemd', () => {
  it.for(['/srv/error-pages', '/srv/error pages/100%/"$HOME"'])('has units that systemd-analyze accepts, for the folder %s', async (place, context) => {
    context.skip(!has('systemd-analyze'), 'there is no systemd-analyze here');
    expect(verified(await filesOf('systemd', somePages(), { folder: place }))).toBe('');
  });

  it('has no unit that systemd-analyze would accept with a mistake in it', async (context) => {
    context.skip(!has('systemd-analyze'), 'there is no systemd-analyze here');
    const files = await filesOf('systemd', somePages());
    expect(verified({ ...files, 'app.service': (files['app.service'] ?? '').replace('Restart=always', 'Restart=forever') })).toContain(
      'Failed to parse service restart specifier',
    );
  });

  it('listens where the app listens', async () => {
    for (const [upstream, address] of [
      ['http://127.0.0.1:1337', '127.0.0.1:1337'],
      ['http://[::1]:3000/', '[::1]:3000'],
      ['http://localhost', '127.0.0.1:80'],
      ['https://app.internal', '443'],
    ] as const) {
      const files = await filesOf('systemd', somePages(), { upstream });
      expect(files['app.socket']).toContain(`ListenStream=${address}\n`);
      expect(files['nginx.conf']).toContain(`listen ${address};`);
    }
  });

  it('answers every path and method with the page of 503, in the format that the client accepts', async (context) => {
    context.skip(NGINX === undefined, 'there is no nginx here');
    const server = await ErrorServer.start(await filesOf('systemd', somePages()), [
      ['listen 127.0.0.1:1337;', 'listen 127.0.0.1:PORT;'],
      ['/run/app-error-pages', 'FOLDER'],
      ['/srv/error-pages', 'FOLDER'],
      ['syslog:server=unix:/dev/log,tag=error_pages', 'FOLDER/access.log'],
    ]);
    started.push(server);
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE']) {
      for (const path of ['/', '/orders/7', '/404', '/nginx.conf']) {
        for (const [accept, type] of [
          ['text/html', 'text/html; charset=utf-8'],
          ['application/json', 'application/json; charset=utf-8'],
          ['*/*', 'application/problem+json'],
        ] as const) {
          const { status, headers, body } = await server.ask(method, path, { accept, 'x-code': '404' });
          expect([status, headers['content-type'], headers['retry-after']]).toEqual([503, type, '30']);
          if (method !== 'HEAD') expect(body).toContain(`${headers['error-reference']}`);
        }
      }
    }
  });

  it('has a socket that an app can take over as its README shows, so that a connection before its start waits', async (context) => {
    context.skip(!has('systemd-socket-activate'), 'there is no systemd-socket-activate here');
    const readme = (await filesOf('systemd', somePages()))['README.md'] ?? '';
    const listen = /```js\n(server\.listen[^\n]+)\n```/.exec(readme)?.[1] ?? '';
    writeFileSync(join(folder, 'server.cjs'), `const server = require('node:http').createServer((req, res) => res.end('from the app'));\n${listen}\n`);
    const port = await freePort();
    // It starts the app with the first connection, as systemd does.
    const activated = spawn('systemd-socket-activate', ['-l', `127.0.0.1:${port}`, process.execPath, join(folder, 'server.cjs')], { stdio: 'pipe' });
    started.push(activated);
    await once(activated.stderr, 'data');
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    expect(await answer.text()).toBe('from the app');
  });
});
