import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** How many lines of a host's output a failing test shows. */
const LAST_LINES = 40;

/** Milliseconds until the parent process notices that a child has ended. The child's connections break before that. */
const NOTICE = 200;

/** A host under test in a process of its own, with the reason of its end. */
export class HostProcess {
  /** The lines of its output so far. */
  readonly lines: string[] = [];
  /** Called for each line. */
  readonly listeners = new Set<() => void>();
  readonly #child: ChildProcess;
  readonly #name: string;
  #origin: URL | undefined;
  #stopped = false;
  #end: Error | undefined;
  readonly #ended: Promise<void>;

  /** @param name The host's name in a failing test: `Koa 3 (tests/control/koa.mjs)` */
  constructor(name: string, file: string, env: NodeJS.ProcessEnv) {
    this.#name = name;
    const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
        this.lines.push(line);
        const address = /^LISTENING (http:\/\/\S+)$/.exec(line)?.[1];
        if (address !== undefined) this.#origin = new URL(address);
        for (const listener of this.listeners) listener();
      });
    }
    this.#ended = this.#watch();
  }

  /** The address where the host listens. @throws Error with the host's last lines, when the host ends before it listens. */
  async origin(): Promise<URL> {
    while (this.#origin === undefined) {
      await Promise.race([this.#ended, this.nextLine(1_000)]);
      if (this.#end !== undefined) throw this.#end;
    }
    return this.#origin;
  }

  /** Runs a check that needs the host. If the host has ended, or ends during the check, it fails with the reason of that end. */
  async whileItRuns<T>(work: () => Promise<T>): Promise<T> {
    if (this.#end !== undefined) throw this.#end;
    const working = work();
    const ended = this.#ended.then(() => {
      if (this.#end !== undefined) throw this.#end;
      return working;
    });
    try {
      return await Promise.race([working, ended]);
    } catch (error) {
      // A connection that breaks may be the first sign of the end.
      await Promise.race([this.#ended, pause(2 * NOTICE)]);
      throw this.#end ?? error;
    }
  }

  /** Waits for the next line of output, or for the end of the time. */
  nextLine(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const listener = (): void => {
        clearTimeout(timer);
        this.listeners.delete(listener);
        resolve();
      };
      const timer = setTimeout(listener, milliseconds);
      this.listeners.add(listener);
    });
  }

  /** The reason why it no longer runs. `undefined`: it runs, or it was stopped. */
  end(): Error | undefined {
    return this.#end;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }

  async #watch(): Promise<void> {
    const closed = once(this.#child, 'close');
    const [code, signal] = await once(this.#child, 'exit');
    // The last lines arrive after the exit. A process that the host started may keep the pipes open.
    await Promise.race([closed, pause(NOTICE)]);
    if (this.#stopped) return;
    const how = signal === null ? `with exit code ${code}` : `by the signal ${signal}`;
    const when = this.#origin === undefined ? 'before it listened' : 'while it was under test';
    const last = this.lines.slice(-LAST_LINES);
    const output = last.length === 0 ? 'It had written nothing.' : `Its last lines:\n${last.map((line) => `  ${line}`).join('\n')}`;
    this.#end = new Error(`${this.#name} ended ${how} ${when}. ${output}`);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
