import { readProperty } from './guarded-read.ts';

/**
 * Lets `instanceof` accept an instance that another copy of this package has made. A class of the app that extends `kind` keeps the ordinary check.
 */
export function shareClass(kind: abstract new (...args: never[]) => object, name: string): void {
  const mark = Symbol.for(`halyard.${name}`);
  Object.defineProperty(kind.prototype, mark, { value: true });
  Object.defineProperty(kind, Symbol.hasInstance, {
    value(this: unknown, value: unknown) {
      return this === kind ? readProperty(value, mark) === true : Function.prototype[Symbol.hasInstance].call(this as () => void, value);
    },
  });
}
