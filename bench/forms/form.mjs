/** The input of a visitor: a booking with three mistakes. */
export const typed = { boat: 'Möwe', length: '18.5', from: '2020-05-01', email: 'office@harbour.example', password: 'correct horse' };

/** The issues of a booking, as a validation library returns them. */
export function issuesOf({ boat = '', length = '', from = '', email = '' }) {
  const issues = [];
  if (boat.length < 5) issues.push({ path: ['boat'], message: 'A boat has a name of five letters or more', code: 'too_small' });
  if (!(Number(length) <= 12)) issues.push({ path: ['length'], message: 'At most 12 m', code: 'too_big' });
  if (from < '2026-01-01') issues.push({ path: ['from'], message: 'This day is in the past', code: 'past' });
  if (!email.includes('@')) issues.push({ path: ['email'], message: 'An address has an @', code: 'invalid' });
  return issues;
}
