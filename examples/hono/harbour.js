// The harbour's data. It is kept in memory, so a restart resets it.

export const berths = [
  { id: 'A1', quay: 'Old quay', metres: 8 },
  { id: 'A2', quay: 'Old quay', metres: 8 },
  { id: 'B1', quay: 'Church quay', metres: 12 },
  { id: 'P1', quay: 'Pilot station', metres: 18, reserved: true },
];

const bookings = [];

export function findBerth(id) {
  return berths.find((berth) => berth.id === id);
}

export function findBooking(id) {
  return bookings.find((booking) => booking.id === id);
}

/** The issues of a booking: the field, a code for programs, and a message for people. */
export function issuesOf({ boat = '', berth, nights }) {
  const issues = [];
  const wrong = (field, code, message) => issues.push({ path: [field], code, message });
  if (typeof boat !== 'string' || boat.trim() === '') wrong('boat', 'name_missing', 'Tell us the name of your boat.');
  if (findBerth(berth) === undefined || findBerth(berth).reserved) wrong('berth', 'berth_unknown', 'Choose one of the berths.');
  if (!(nights >= 1 && nights <= 14)) wrong('nights', 'nights_range', 'Choose from 1 to 14 nights.');
  return issues;
}

/** Saves a booking without issues. */
export function book({ boat, berth, nights }) {
  const booking = { id: String(bookings.length + 1), boat: boat.trim(), berth, nights: Number(nights) };
  bookings.push(booking);
  return booking;
}

/** The tide gauge is a device at the end of the pier, and it is broken. */
export async function tides() {
  throw new Error('The tide gauge did not answer', { cause: new Error('connect ETIMEDOUT 192.0.2.7:502') });
}
