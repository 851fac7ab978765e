import type { Environment } from '../../core/ports/environment.ts';
import { isFrame } from '../../core/values/stack-frames.ts';

/**
 * Finds the place in the app's own code that called `caller`. Frames of dependencies and of Node are skipped if possible. The stack is captured now
 * and formatted only when it is needed.
 */
export const callSite: NonNullable<Environment['callSite']> = (caller) => {
  const here: { stack?: string } = {};
  (Error as { captureStackTrace?: (target: object, below: unknown) => void }).captureStackTrace?.(here, caller);
  return () => {
    const frames = here.stack?.split('\n').filter(isFrame) ?? [];
    return (frames.find((line) => !/[\\/]node_modules[\\/]|\(?node:/.test(line)) ?? frames[0])?.trim();
  };
};
