import type { Answered } from '../../core/pipeline/answered.ts';
import { reportHostAnswer } from '../../core/pipeline/second-answer.ts';
import type { Representation } from '../../core/ports/representation.ts';
import { isBodiless } from '../../hosting/node/node-host.ts';

/** A failure that is set on a context and has not gone out, and what became of it. */
interface Watch {
  readonly state: Answered;
  readonly representation: Representation;
  /** Somebody has read status or body: what is set from now on is made of our answer, as a compression or an envelope is. */
  isRead: boolean;
  /** Something else was to go out in its place, and was dropped. */
  isOverruled: boolean;
}

interface Watched {
  [WATCH]: Watch;
  body: unknown;
  status: number;
}

const WATCH = Symbol('halyard.watch');

/**
 * Watches a context over a failure that is set on it. An app that goes on and answers by Koa's means (`ctx.body = …`, `ctx.status = 200`)
 * would send a success that the log knows as a failure: its answer is dropped, and logged once. Middleware above that makes another body of
 * ours reads ours first, and keeps its status.
 */
export function watchResponse(response: object, state: Answered, representation: Representation): void {
  Object.defineProperties(response, PROPERTIES);
  (response as Watched)[WATCH] = { state, representation, isRead: false, isOverruled: false };
}

/** Ends the watch. Was something else to go out? */
export function unwatchResponse(response: object): boolean {
  const watched = response as Partial<Watched>;
  const watch = watched[WATCH];
  if (watch === undefined) return false;
  delete watched[WATCH];
  delete watched.body;
  delete watched.status;
  return watch.isOverruled;
}

const PROPERTIES: PropertyDescriptorMap & ThisType<Watched> = {
  body: {
    configurable: true,
    enumerable: true,
    get() {
      this[WATCH].isRead = true;
      return Reflect.get(Object.getPrototypeOf(this), 'body', this);
    },
    set(value: unknown) {
      const watch = this[WATCH];
      const { status, body } = watch.representation;
      const isOurs = value === (isBodiless(status) ? null : body);
      if (isOurs || (watch.isRead && !watch.isOverruled)) Reflect.set(Object.getPrototypeOf(this), 'body', value, this);
      else drop(watch, 'ctx.body = …', setterOf('body'), value);
    },
  },
  status: {
    configurable: true,
    enumerable: true,
    get() {
      this[WATCH].isRead = true;
      return Reflect.get(Object.getPrototypeOf(this), 'status', this);
    },
    set(value: number) {
      const watch = this[WATCH];
      if (value === watch.representation.status) Reflect.set(Object.getPrototypeOf(this), 'status', value, this);
      else drop(watch, `ctx.status = ${String(value)}`, setterOf('status'));
    },
  },
};

function setterOf(name: 'body' | 'status'): (value: never) => void {
  return (PROPERTIES[name] as PropertyDescriptor).set as (value: never) => void;
}

function drop(watch: Watch, what: string, caller: (value: never) => void, value?: unknown): void {
  watch.isOverruled = true;
  reportHostAnswer(watch.state, what, caller);
  // Nobody will read it.
  const { destroy } = (value ?? {}) as { destroy?: unknown };
  if (typeof destroy === 'function') destroy.call(value);
}
