// The harbour's data. It is kept in memory, so a restart resets it.

export const berths = [
  { id: 'A1', quay: 'Old quay', metres: 8, price: 22, takenUntil: inDays(2) },
  { id: 'A2', quay: 'Old quay', metres: 8, price: 22 },
  { id: 'A3', quay: 'Old quay', metres: 10, price: 26 },
  { id: 'B1', quay: 'Church quay', metres: 12, price: 31, takenUntil: inDays(5) },
  { id: 'B2', quay: 'Church quay', metres: 12, price: 31 },
  { id: 'B3', quay: 'Church quay', metres: 15, price: 40 },
  { id: 'P1', quay: 'Pilot station', metres: 18, price: 0, reserved: true },
];

const bookings = [];
const listeners = new Set();

export function findBerth(id) {
  return berths.find((berth) => berth.id === id);
}

export function findBooking(id) {
  return bookings.find((booking) => booking.id === id);
}

/** The issues of a booking: the field, a code for programs, and a message for people. */
export function issuesOf({ boat, metres, berth, nights, note = '' }) {
  const issues = [];
  const wrong = (field, code, message) => issues.push({ path: [field], code, message });
  const found = findBerth(berth);
  if (typeof boat !== 'string' || boat.trim() === '' || boat.length > 60)
    wrong('boat', 'name_missing', 'Tell us the name of your boat, in at most 60 letters.');
  if (!(metres >= 2)) wrong('metres', 'length_missing', 'Tell us how long your boat is, in metres: 2 or more.');
  if (found === undefined || found.reserved) wrong('berth', 'berth_unknown', 'Choose one of the berths.');
  else if (metres > found.metres) wrong('metres', 'boat_too_long', `This berth takes boats of up to ${found.metres} metres.`);
  if (!(nights >= 1 && nights <= 14)) wrong('nights', 'nights_range', 'Choose from 1 to 14 nights.');
  if (typeof note !== 'string' || note.length > 1000) wrong('note', 'note_too_long', 'Keep your note to 1000 letters.');
  return issues;
}

/** Saves a booking without issues, for a free berth. */
export function book({ boat, metres, berth, nights, power, note = '' }) {
  const booking = {
    id: String(bookings.length + 1),
    boat: boat.trim(),
    metres: Number(metres),
    berth,
    nights: Math.ceil(nights),
    power: power === 'yes',
    note,
  };
  bookings.push(booking);
  findBerth(berth).takenUntil = inDays(booking.nights);
  return booking;
}

/** The issues of a sign-up for tide warnings. */
export function signUpIssuesOf({ email, password }) {
  const issues = [];
  if (typeof email !== 'string' || !/^[^@\s]+@[^@\s]+$/.test(email)) {
    issues.push({ path: ['email'], code: 'email_unreadable', message: 'Enter an address such as skipper@example.com.' });
  } else if (listeners.has(email)) issues.push({ path: ['email'], code: 'email_known', message: 'This address is warned already.' });
  if (typeof password !== 'string' || password.length < 8)
    issues.push({ path: ['password'], code: 'password_short', message: 'Choose a password of at least 8 letters.' });
  return issues;
}

export function signUp({ email }) {
  listeners.add(email);
}

/** The tide gauge is a device at the end of the pier, and it is broken. */
export async function tides() {
  throw new Error('The tide gauge did not answer', { cause: new Error('connect ETIMEDOUT 192.0.2.7:502') });
}

function inDays(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
