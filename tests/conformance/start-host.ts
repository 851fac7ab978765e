import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askHttp1, askHttp2, askRaw, type Target } from 'halyard/conformance';
import { HostProcess } from './host-process.ts';
import type { HostRow } from './hosts.ts';

const CONTROL = new URL('../../dist/conformance/control.js', import.meta.url).href;

/** A host under test. When its process ends, each use of it fails with the reason and the host's last lines. */
export interface StartedHost {
  readonly target: Target;
  /** Runs a check. If the host ends during the check, the failure names that as the reason. */
  check(work: (target: Target) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
  exited(): boolean;
  /** The reason why the process ended, with its last lines. `undefined`: it runs, or it was stopped. */
  end(): Error | undefined;
}

/**
 * Starts a host's control fixture in a process of its own, as any outside suite does.
 *
 * @throws Error when it ends before it listens: the host's name, the exit code or signal, and its last lines.
 */
export async function startHost(row: HostRow, environment: Target['environment']): Promise<StartedHost> {
  const host = new HostProcess(`${row.name} (${join('tests/control', row.fixture)})`, fileURLToPath(new URL(`../control/${row.fixture}`, import.meta.url)), {
    PATH: process.env['PATH'],
    CONTROL,
    PORT: '0',
    NODE_ENV: environment,
    ...(row.store && { CONTROL_STORE: row.store }),
    ...row.prepare?.(),
  });
  const origin = await host.origin();
  const matching = (text: string): readonly Record<string, unknown>[] => host.lines.filter((line) => line.includes(text)).map(parsed);
  const target: Target = {
    origin,
    environment,
    ask: (path, request) => host.whileItRuns(() => (row.http === '2' ? askHttp2(origin, path, request) : askHttp1(origin, path, request))),
    raw: (bytes, options) => host.whileItRuns(() => askRaw(origin, bytes, options)),
    log: () => host.lines,
    async records(text, { atLeast = 1, wait = 2_000 } = {}) {
      const until = Date.now() + wait;
      while (matching(text).length < atLeast && Date.now() < until) await host.nextLine(50);
      // Waits, so that an unwanted second record would have arrived.
      await new Promise((resolve) => setTimeout(resolve, 10));
      return matching(text);
    },
  };
  return {
    target,
    check: (work) => host.whileItRuns(() => work(target)),
    stop: () => host.stop(),
    exited: () => host.end() !== undefined,
    end: () => host.end(),
  };
}

function parsed(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return { line };
  }
}
