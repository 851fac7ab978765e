type Ack = (...answer: unknown[]) => unknown;

const tracked = new WeakMap<object, { isCalled: boolean; called: (() => void) | undefined }>();

/** An ack of Socket.IO that remembers whether it was called. Only the ack itself knows, because middleware and listeners may call it. */
export function trackedAck(ack: Ack): Ack {
  const state = { isCalled: false, called: undefined as (() => void) | undefined };
  const acknowledge: Ack = (...answer) => {
    state.isCalled = true;
    state.called?.();
    return ack(...answer);
  };
  tracked.set(acknowledge, state);
  return acknowledge;
}

/** Has the app acknowledged the event? A function of the app around the ack is unknown, and counts as not called. */
export function isAcknowledged(ack: object): boolean {
  return tracked.get(ack)?.isCalled === true;
}

/** Calls a function after some time, if the event has not been acknowledged by then. */
export function afterSilence(ack: object, milliseconds: number, call: () => void): void {
  const state = tracked.get(ack);
  const timer = setTimeout(() => {
    if (!isAcknowledged(ack)) call();
  }, milliseconds);
  timer.unref();
  if (state !== undefined) state.called = () => clearTimeout(timer);
}
