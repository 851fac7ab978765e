import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linkAll } from '../sails.mjs';
import { ensureInstalled } from '../separate-install.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILES = fileURLToPath(new URL('app', import.meta.url));

/** What the web template of `sails new` depends on, without Grunt and the development tools, and the clients of sockets. */
const DEPENDENCIES = {
  '@sailshq/connect-redis': '^6.1.3',
  '@sailshq/lodash': '^3.10.6',
  '@sailshq/socket.io-redis': '^6.1.2',
  async: '2.6.4',
  sails: '1.5.18',
  'sails-hook-apianalytics': '^2.0.6',
  'sails-hook-organics': '^3.0.0',
  'sails-hook-orm': '4.0.3',
  'sails-hook-sockets': '3.0.2',
  'sails.io.js': '1.2.1',
  'socket.io-client': '2.5.0',
};

/** Installs Sails and returns its folder. */
export const ensureWebApp = () => ensureInstalled('sails-web-app', { manifest: { dependencies: DEPENDENCIES } });

/** An app from the web template of Sails' own generator, with the files of `app/` in it, with or without the hook. */
export class GeneratedApp {
  folder = join(mkdtempSync(join(tmpdir(), 'halyard-sails-compare-')), 'harbour');
  #child;
  #log = '';

  constructor({ hook }) {
    const installed = ensureWebApp();
    const bin = join(installed, 'node_modules/sails/bin/sails.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'new', this.folder, '--caviar', '--fast'], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`sails new: ${stdout}${stderr}`);
    cpSync(FILES, this.folder, { recursive: true });
    linkAll(join(installed, 'node_modules'), join(this.folder, 'node_modules'));
    if (hook) this.#addHook();
  }

  /** Adds the hook as `npm install` does: Sails loads only hooks that the app lists. */
  #addHook() {
    const modules = join(this.folder, 'node_modules');
    symlinkSync(ROOT, join(modules, 'halyard'), 'junction');
    cpSync(join(ROOT, 'sails-hook'), join(modules, 'sails-hook-halyard'), { recursive: true });
    const file = join(this.folder, 'package.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    manifest.dependencies['sails-hook-halyard'] = '0.0.0';
    writeFileSync(file, JSON.stringify(manifest));
  }

  /** Lifts it, and returns its origin. */
  async lift(mode) {
    this.#log = '';
    const port = await freePort();
    const { NODE_ENV: _ours, ...inherited } = process.env;
    // Production demands what a deployment sets: a base URL, origins of sockets, and a migration that keeps the data.
    const settings = {
      sails_models__migrate: mode === 'production' ? 'safe' : 'drop',
      sails_custom__baseUrl: 'http://127.0.0.1',
      sails_sockets__onlyAllowOrigins: JSON.stringify([`http://127.0.0.1:${port}`]),
      sails_session__cookie__secure: 'false',
      sails_http__trustProxy: 'false',
      sails_log__level: 'error',
    };
    const env = { ...inherited, ...settings, NODE_ENV: mode };
    this.#child = spawn(process.execPath, ['app.js', `--port=${port}`], { cwd: this.folder, env });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        this.#log += text;
      });
    }
    const origin = `http://127.0.0.1:${port}`;
    for (let tries = 0; tries < 300; tries++) {
      if (this.#child.exitCode !== null) throw new Error(`sails lift, ${mode}: ${this.#log}`);
      if (await fetch(`${origin}/compare/0`).then(Boolean, () => false)) return origin;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`sails lift, ${mode}: it did not answer. ${this.#log}`);
  }

  async stop() {
    if (this.#child?.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  remove() {
    rmSync(dirname(this.folder), { recursive: true, force: true });
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
