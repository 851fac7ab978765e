import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The globals of the web platform (the Minimum Common Web API of WinterTC) and a log. Nothing of Node is among them. */
const WEB = [
  ...['Request', 'Response', 'Headers', 'URL', 'URLSearchParams', 'FormData', 'Blob', 'TextEncoder', 'TextDecoder', 'ReadableStream', 'WritableStream'],
  ...['TransformStream', 'AbortController', 'AbortSignal', 'Event', 'EventTarget', 'DOMException', 'crypto', 'performance', 'atob', 'btoa'],
  ...['setTimeout', 'clearTimeout', 'queueMicrotask'],
];

/** Bundles the code from the built files, as an app's bundler does, for no particular platform. An import of Node makes the bundle fail. */
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
  /** The exports of the code. */
  readonly app: Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
  readonly log: readonly string[];
}

/** Runs a bundle where only web globals exist. `atStart` replaces the globals that a platform refuses while the code is loaded. */
export function runWithWebGlobals(code: string, more: Readonly<Record<string, unknown>> = {}): Place {
  const log: string[] = [];
  const record = (line: string): void => void log.push(line);
  const globals = Object.fromEntries(WEB.map((name) => [name, (globalThis as unknown as Record<string, unknown>)[name]]));
  const context = createContext({ ...globals, console: { error: record, warn: record, info: record, debug: record, log: record }, ...more });
  new Script(code).runInContext(context);
  return { app: (context as { app: Place['app'] }).app, log };
}
