import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** All that a place has which is not Node: what the web platform has everywhere (the Minimum Common Web API of WinterTC), and a log. */
const WEB = [
  ...['Request', 'Response', 'Headers', 'URL', 'URLSearchParams', 'FormData', 'Blob', 'TextEncoder', 'TextDecoder', 'ReadableStream', 'WritableStream'],
  ...['TransformStream', 'AbortController', 'AbortSignal', 'Event', 'EventTarget', 'DOMException', 'crypto', 'performance', 'atob', 'btoa'],
  ...['setTimeout', 'clearTimeout', 'queueMicrotask'],
];

/** The code as an app's bundler makes it of the built files, for no platform in particular: one import of Node in it, and there is no bundle. */
export async function bundle(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: ROOT },
    bundle: true,
    write: false,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['import'],
    format: 'iife',
    globalName: 'app',
    target: 'es2023',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

export interface Place {
  /** What the code exports. */
  readonly app: Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
  readonly log: readonly string[];
}

/** Runs a bundle where there are only web globals. `atStart` stands for what a place refuses while the code is loaded. */
export function runBare(code: string, more: Readonly<Record<string, unknown>> = {}): Place {
  const log: string[] = [];
  const say = (line: string): void => void log.push(line);
  const globals = Object.fromEntries(WEB.map((name) => [name, (globalThis as unknown as Record<string, unknown>)[name]]));
  const context = createContext({ ...globals, console: { error: say, warn: say, info: say, debug: say, log: say }, ...more });
  new Script(code).runInContext(context);
  return { app: (context as { app: Place['app'] }).app, log };
}
