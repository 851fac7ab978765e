// The harbour's data. It is kept in memory, so a restart resets it.

export const berths = [
  { id: 'A1', quay: 'Old quay', metres: 8 },
  { id: 'A2', quay: 'Old quay', metres: 10 },
  { id: 'B1', quay: 'Church quay', metres: 15 },
  { id: 'P1', quay: 'Pilot station', metres: 18, reserved: true },
];

const bookings = [];

export function findBerth(id) {
  return berths.find((berth) => berth.id === id);
}

/** The issues of a booking: the field, a code for programs, and a message for people. */
export function issuesOf({ boat, metres, berth }) {
  const issues = [];
  const wrong = (field, code, message) => issues.push({ path: [field], code, message });
  const found = findBerth(berth);
  if (typeof boat !== 'string' || boat.trim() === '' || boat.length > 60)
    wrong('boat', 'name_missing', 'Tell us the name of your boat, in at most 60 letters.');
  if (!(metres >= 2)) wrong('metres', 'length_missing', 'Tell us how long your boat is, in metres: 2 or more.');
  if (found === undefined || found.reserved) wrong('berth', 'berth_unknown', 'Choose one of the berths.');
  else if (metres > found.metres) wrong('metres', 'boat_too_long', `This berth takes boats of up to ${found.metres} metres.`);
  return issues;
}

/** Saves a booking without issues. */
export function book({ boat, metres, berth }) {
  const booking = { id: String(bookings.length + 1), boat: boat.trim(), metres: Number(metres), berth };
  bookings.push(booking);
  return booking;
}

/** The tide gauge is a device at the end of the pier, and it is broken. */
export async function tides() {
  throw new Error('The tide gauge did not answer', { cause: new Error('connect ETIMEDOUT 192.0.2.7:502') });
}
