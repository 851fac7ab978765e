// The harbour's data. It is kept in memory, so a restart resets it.

export const berths = [
  { id: 'A1', quay: 'Old quay', metres: 8 },
  { id: 'A2', quay: 'Old quay', metres: 8 },
  { id: 'B1', quay: 'Church quay', metres: 12 },
  { id: 'P1', quay: 'Pilot station', metres: 18, reserved: true },
];

export function findBerth(id) {
  return berths.find((berth) => berth.id === id);
}

/** The issues of a booking: the field, a code for programs, and a message for people. */
export function issuesOf({ boat, berth }) {
  const issues = [];
  if (typeof boat !== 'string' || boat.trim() === '' || boat.length > 60) {
    issues.push({ path: ['boat'], code: 'name_missing', message: 'Tell us the name of your boat, in at most 60 letters.' });
  }
  const found = findBerth(berth);
  if (found === undefined || found.reserved) issues.push({ path: ['berth'], code: 'berth_unknown', message: 'Choose one of the berths.' });
  return issues;
}

/** Saves a booking without issues, for a free berth. */
export function book({ boat, berth }) {
  const found = findBerth(berth);
  found.boat = boat.trim();
  return { boat: found.boat, berth };
}

/** The tide gauge is a device at the end of the pier, and it is broken. */
export async function tides() {
  throw new Error('The tide gauge did not answer', { cause: new Error('connect ETIMEDOUT 192.0.2.7:502') });
}
