import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureSails, linkAll } from './sails.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ONE_MINUTE = 60_000;

/** The arguments of `sails new` for each template. */
const TEMPLATES = { traditional: ['--traditional', '--without=grunt'], web: ['--caviar'] };

/** An app from Sails' own generator, with further files, and with or without the hook among its dependencies. */
export class SailsApp {
  folder = join(mkdtempSync(join(tmpdir(), 'halyard-sails-')), 'harbour');

  /**
   * @param template `traditional` or `web`.
   * @param from A folder whose files are copied into the app.
   * @param files Further files of the app, by path.
   * @param hook Whether the app depends on the hook.
   * @param link Whether it has its `node_modules`. A test that runs `npm install` has its own.
   */
  constructor({ template, from, files = {}, hook, link = true }) {
    const modules = join(ensureSails(), 'node_modules');
    const args = [join(modules, 'sails/bin/sails.js'), 'new', this.folder, '--fast', ...TEMPLATES[template]];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`sails new: ${stdout}${stderr}`);
    cpSync(from, this.folder, { recursive: true });
    for (const [file, text] of Object.entries(files)) this.write(file, text);
    if (!link) return;
    linkAll(modules, join(this.folder, 'node_modules'));
    if (hook) this.#addHook();
  }

  /** Adds the hook as `npm install` does, and Halyard as built. Sails loads only hooks that the app lists. */
  #addHook() {
    const modules = join(this.folder, 'node_modules');
    symlinkSync(ROOT, join(modules, 'halyard'), 'junction');
    cpSync(join(ROOT, 'sails-hook'), join(modules, 'sails-hook-halyard'), { recursive: true });
    const manifest = JSON.parse(readFileSync(join(this.folder, 'package.json'), 'utf8'));
    manifest.dependencies['sails-hook-halyard'] = '0.0.0';
    this.write('package.json', JSON.stringify(manifest));
  }

  write(file, text) {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  remove() {
    rmSync(dirname(this.folder), { recursive: true, force: true });
  }

  /** Starts it with its own `app.js`. `settings` are the environment variables of Sails, without their prefix: `{ security__csrf: 'true' }`. */
  async lift(mode, settings = {}) {
    const lifted = await this.#start(mode, settings);
    if (lifted.exitCode !== null) throw new Error(`sails lift: ${lifted.log}`);
    return lifted;
  }

  async #start(mode, settings) {
    const port = await freePort();
    const own = Object.fromEntries(Object.entries(settings).map(([name, value]) => [`sails_${name}`, value.replaceAll('<port>', port)]));
    const { NODE_ENV: _ours, ...inherited } = process.env;
    const child = spawn(process.execPath, ['app.js', `--port=${port}`], { cwd: this.folder, env: { ...inherited, ...own, NODE_ENV: mode } });
    const lifted = new Lifted(child, `http://127.0.0.1:${port}`);
    await lifted.ready();
    return lifted;
  }

  /** Returns the log of a failed lift. */
  async failToLift(mode, settings = {}) {
    const lifted = await this.#start(mode, settings);
    const { exitCode, log } = lifted;
    await lifted.stop();
    if (exitCode === null) throw new Error('It was lifted.');
    return log;
  }
}

/** A running Sails app, or one that failed to start. */
class Lifted {
  #child;
  #ended;
  #log = '';

  constructor(child, origin) {
    this.origin = origin;
    this.#child = child;
    this.#ended = once(child, 'exit');
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        this.#log += text;
      });
    }
  }

  get log() {
    return this.#log;
  }

  get exitCode() {
    return this.#child.exitCode;
  }

  /** Returns the lines that were logged during an action. */
  async logged(doing) {
    const before = this.#log.length;
    await doing();
    await new Promise((resolve) => setTimeout(resolve, 50));
    return this.#log.slice(before);
  }

  /** Waits until it answers or has ended. */
  async ready() {
    const until = Date.now() + ONE_MINUTE;
    while (this.exitCode === null) {
      if (await fetch(`${this.origin}/ok`).then(Boolean, () => false)) return;
      if (Date.now() > until) throw new Error(`sails lift: no answer within a minute. ${this.#log}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Returns the exit code with which it ends by itself. */
  async ended() {
    await this.#ended;
    return this.exitCode;
  }

  async stop() {
    if (this.exitCode === null) this.#child.kill('SIGKILL');
    await this.#ended;
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
