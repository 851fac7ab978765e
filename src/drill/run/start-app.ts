import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { OutputSearch } from '../checks/output-leaks.ts';
import type { ChildFacts, News, Question } from '../child/messages.ts';
import type { Trace } from '../model/answer.ts';
import type { Canary } from '../model/canary.ts';
import { DrillError } from '../model/drill-error.ts';
import type { Exercise } from '../model/exercise.ts';
import type { Finding } from '../model/finding.ts';
import type { DrilledApp } from './drilled-app.ts';
import { endWithThis } from './end-with-this.ts';

const CHILD = fileURLToPath(new URL('../child/child.js', import.meta.url));
/** The end of the app's output that is shown if it does not start. */
const MAX_OUTPUT = 8_192;
/** Milliseconds in which the process of the app answers a question. */
const PATIENCE = 15_000;

/** How an app is started. */
export interface StartOptions {
  /** The absolute path of the entry. */
  readonly entry: string;
  /** The folder of the app: the working directory of its process. */
  readonly root: string;
  readonly exportName?: string | undefined;
  /** `NODE_ENV` of the process. */
  readonly nodeEnv: string;
  /** The value of `HALYARD_DRILL`, which only this child process gets. */
  readonly secret: string;
  /** A variable of the environment whose value no answer may have. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the output of the app is searched for. */
  readonly canaries: readonly Canary[];
  /** Milliseconds until the app must listen. */
  readonly timeout: number;
}

/** The app in its own process. */
export class AppProcess implements DrilledApp {
  origin: string;
  readonly #tried: string[] = [];
  readonly #child: ChildProcess;
  readonly #output: Output;

  private constructor(child: ChildProcess, output: Output, origin: string) {
    this.#child = child;
    this.#output = output;
    this.origin = origin;
  }

  /**
   * Starts the app, and waits until it listens.
   *
   * @throws DrillError E_DRILL_START if the app does not start, or listens on no port in time.
   */
  static async start(options: StartOptions): Promise<AppProcess> {
    const { entry, root, exportName = '', nodeEnv, secret, environment, timeout } = options;
    const env = { ...process.env, ...environment, NODE_ENV: nodeEnv, HALYARD_DRILL: secret };
    const child = fork(CHILD, [entry, exportName], { cwd: root, env, execArgv: [...loaderFor(entry, root)], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    endWithThis(child);
    const output = new Output(child, options.canaries);
    // A question to a process that has just ended fails with EPIPE. Its end itself is noticed by `exit`.
    child.on('error', () => {});
    const news = await first(child, timeout);
    if (news !== undefined && typeof news !== 'number' && news.tells === 'listening') return new AppProcess(child, output, news.origin);
    // An app that hangs may take no other signal.
    child.kill(news === undefined ? 'SIGKILL' : 'SIGTERM');
    throw new DrillError('E_DRILL_START', {
      found: `${entry}, which ${whyNot(news, timeout)}${output.shown()}`,
      expected: 'a module that exports an app, a function that makes one, or the options of Halyard, or that listens on a port',
      todo: 'Run it with node first. If the app needs more time, use --timeout. If it has another export, use --export.',
    });
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get output(): string {
    return this.#output.text;
  }

  outputLeaks(known: readonly Finding[]): readonly Finding[] {
    return this.#output.search.findings(known);
  }

  async add(exercises: readonly Exercise[]): Promise<void> {
    await this.#ask({ add: exercises }, 'added');
  }

  async facts(): Promise<ChildFacts | undefined> {
    return (await this.#ask({ ask: 'facts' }, 'facts')).facts;
  }

  async nextServer(): Promise<boolean> {
    this.#tried.push(this.origin);
    const { origin } = await this.#ask({ ask: 'server', tried: this.#tried }, 'server');
    if (origin !== undefined) this.origin = origin;
    return origin !== undefined;
  }

  async traces(): Promise<Readonly<Record<number, Trace>>> {
    return (await this.#ask({ ask: 'traces' }, 'traces')).traces;
  }

  async stop(): Promise<void> {
    if (!this.isRunning) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.disconnect();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 2_000);
    await ended;
    clearTimeout(timer);
  }

  #ask<Tells extends News['tells']>(question: Question, tells: Tells): Promise<Extract<News, { tells: Tells }>> {
    return new Promise((resolve, reject) => {
      const fail = (found: string): void => {
        stop();
        reject(new DrillError('E_DRILL_ENDED', { found: `${found}${this.#output.shown()}` }));
      };
      const ended = (): void => fail('an app that ended during the drill');
      // A loop that never ends blocks the process, and this channel with it.
      const timer = setTimeout(fail, PATIENCE, 'an app that does not answer any more');
      const stop = (): void => {
        clearTimeout(timer);
        this.#child.off('message', listen).off('exit', ended);
      };
      const listen = (news: News): void => {
        if (news.tells !== tells) return;
        stop();
        resolve(news as Extract<News, { tells: Tells }>);
      };
      this.#child.on('message', listen).once('exit', ended);
      if (this.#child.connected) this.#child.send(question);
      else ended();
    });
  }
}

/** The end of what the app writes. */
class Output {
  text = '';
  readonly search: OutputSearch;

  constructor(child: ChildProcess, canaries: readonly Canary[]) {
    this.search = new OutputSearch(canaries);
    const add = (chunk: Buffer): void => {
      const text = chunk.toString();
      this.text = (this.text + text).slice(-MAX_OUTPUT);
      this.search.add(text);
    };
    child.stdout?.on('data', add);
    child.stderr?.on('data', add);
  }

  shown(): string {
    return this.text.trim() === '' ? '' : `. It wrote:\n${this.text.trim()}\n`;
  }
}

/** The first news of a child, its exit code, or `undefined` after the timeout. */
function first(child: ChildProcess, timeout: number): Promise<News | number | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, timeout, undefined);
    const done = (result: News | number): void => {
      clearTimeout(timer);
      resolve(result);
    };
    child.once('message', (news: News) => done(news));
    child.once('exit', (code) => setImmediate(done, code ?? 1));
  });
}

function whyNot(news: News | number | undefined, timeout: number): string {
  if (news === undefined) return `listened on no port within ${timeout / 1_000} seconds`;
  if (typeof news === 'number') return `ended with code ${news} before it listened`;
  return news.tells === 'failed' ? `failed to start: ${news.message}` : 'did not start';
}

/** The flags of Node that load TypeScript by the app's own `tsx`. Without it, Node or jiti loads the file. */
function loaderFor(entry: string, root: string): readonly string[] {
  if (!/\.[cm]?tsx?$/.test(entry) || 'typescript' in process.features) return [];
  try {
    return ['--import', pathToFileURL(createRequire(join(root, 'package.json')).resolve('tsx')).href];
  } catch {
    return [];
  }
}

/** The folder of the app: the nearest one above the entry that has a package.json. */
export function rootOf(entry: string): string {
  for (let folder = dirname(entry); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) return dirname(entry);
  }
}
