import { HalyardError } from '../../core/values/errors.ts';

/**
 * Puts the response methods on a host's reply prototype.
 *
 * @throws HalyardError E_NAME_TAKEN if the prototype has a member of such a name.
 */
export function defineMethods(prototype: object, methods: Readonly<Record<string, unknown>>, host: string): void {
  for (const [name, method] of Object.entries(methods)) {
    if (name in prototype) {
      throw new HalyardError('E_NAME_TAKEN', {
        found: `res.${name}() on ${host}`,
        expected: 'a name that nothing has',
        todo: `Rename api/responses/${name}.*, or mount Halyard without whatever defines res.${name}().`,
      });
    }
    Object.defineProperty(prototype, name, { value: method, writable: true, configurable: true, enumerable: false });
  }
}
