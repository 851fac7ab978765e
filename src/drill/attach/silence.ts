import { subscribe } from 'node:diagnostics_channel';
import { rawOf } from './raw-of.ts';

/** The part of a logger that Fastify makes for each request. */
type RequestLogger = Record<string, unknown> & { child?: (...args: unknown[]) => RequestLogger };

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

/** Keeps the requests of this process out of the logs that the host itself writes: Fastify logs each request before any hook, and hapi tells its plugins. */
export class Silence {
  #isOn = false;

  constructor() {
    // Fastify publishes each new app, also one that the entry does not export.
    subscribe('fastify.initialization', (message) => this.#watch((message as { fastify?: { log?: RequestLogger } }).fastify?.log));
  }

  /** What is logged from now on belongs to a request. */
  begin(): void {
    this.#isOn = true;
  }

  #watch(logger: RequestLogger | undefined): void {
    const { child } = logger ?? {};
    if (logger === undefined || child === undefined) return;
    logger.child = (...args) => {
      const made = child.apply(logger, args);
      return this.#isOn ? muted(made) : made;
    };
  }
}

/** The same logger, which writes nothing. */
function muted(logger: RequestLogger): RequestLogger {
  const child = logger.child;
  const silent = Object.fromEntries(LEVELS.map((level) => [level, () => {}]));
  return Object.assign(logger, silent, { child: (...args: unknown[]) => muted(child?.apply(logger, args) ?? { ...silent }) });
}

/** Keeps an exercise from what an app does after each answer: the hooks `onResponse` of Fastify, and the event `response` of hapi. */
export function silenceEnd(native: object, request: unknown): void {
  const raw = rawOf(native) as NodeJS.EventEmitter | undefined;
  for (const listener of raw?.listeners?.('finish') ?? []) if (listener.name === 'onResFinished') raw?.removeListener('finish', listener as () => void);
  const { events } = (request as { readonly server?: { events?: { emit?: unknown } } } | undefined)?.server ?? {};
  if (events !== undefined) events.emit = () => {};
}
