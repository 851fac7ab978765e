import { HalyardError } from '../../core/values/errors.ts';

/**
 * Puts the response methods on a host's reply prototype. If one name is taken, the prototype stays as it is.
 *
 * @throws HalyardError E_NAME_TAKEN if the prototype has a member of such a name.
 */
export function defineMethods(prototype: object, methods: Readonly<Record<string, unknown>>, host: string): void {
  const taken = Object.keys(methods).find((name) => name in prototype);
  if (taken !== undefined) {
    throw new HalyardError('E_NAME_TAKEN', {
      found: `res.${taken}() on ${host}`,
      expected: 'a name that nothing has',
      todo: `Rename api/responses/${taken}.*, or mount Halyard without whatever defines res.${taken}().`,
    });
  }
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(prototype, name, { value, writable: true, configurable: true, enumerable: false });
}
