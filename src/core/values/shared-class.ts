import { readProperty } from './guarded-read.ts';

/**
 * Lets `instanceof` accept an instance that another copy of this package has made. A class of the app that extends `kind` keeps the ordinary check.
 */
export function shareClass(kind: abstract new (...args: never[]) => object, name: string): void {
  const mark = Symbol.for(`halyard.${name}`);
  const ordinary = Function.prototype[Symbol.hasInstance];
  Object.defineProperty(kind.prototype, mark, { value: true });
  Object.defineProperty(kind, Symbol.hasInstance, {
    value(this: unknown, value: unknown) {
      return ordinary.call(this as () => void, value) || (this === kind && readProperty(value, mark) === true);
    },
  });
}
