/** What the user asked for cannot be done. Nothing has been written. */
export class Refusal extends Error {}

/** @throws Refusal with what was found, what was expected and what to do. */
export function refuse(found, expected, todo) {
  throw new Refusal(`Found ${found}. Expected ${expected}. ${todo}`);
}
