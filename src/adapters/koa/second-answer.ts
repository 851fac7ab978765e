import type { Answered } from '../../core/pipeline/answered.ts';
import { reportHostAnswer } from '../../core/pipeline/second-answer.ts';
import type { Representation } from '../../core/ports/representation.ts';
import { isBodiless } from '../../hosting/node/node-host.ts';

/** A failure that is set on a context and not sent yet, and what happened to it since. */
interface Watch {
  readonly state: Answered;
  readonly representation: Representation;
  /** Status or body was read. A body that is set later is made from ours, such as a compression or an envelope. */
  isRead: boolean;
  /** The app has set another response, and it was dropped. */
  isOverruled: boolean;
}

interface Watched {
  [WATCH]: Watch;
  body: unknown;
  status: number;
}

const WATCH = Symbol('halyard.watch');

/**
 * Watches a context on which a failure is set. If the app then sets `ctx.body` or `ctx.status = 200`, Koa would send a success that is logged
 * as a failure. So the second answer is dropped, and logged once. Outer middleware that transforms the body reads it first and keeps its
 * status, so its body is accepted.
 */
export function watchResponse(response: object, state: Answered, representation: Representation): void {
  Object.defineProperties(response, PROPERTIES);
  (response as Watched)[WATCH] = { state, representation, isRead: false, isOverruled: false };
}

/** Ends the watch. Returns whether another response was dropped. */
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
  // A stream that is dropped is never read, so it is destroyed.
  const { destroy } = (value ?? {}) as { destroy?: unknown };
  if (typeof destroy === 'function') destroy.call(value);
}
