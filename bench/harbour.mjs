/** The data of all servers, so that each sends the same content. */
export const berths = [
  { id: 1, name: 'North Quay', length: 24.5, depth: 3.2, free: true, services: ['water', 'power'] },
  { id: 2, name: 'Old Mole', length: 12, depth: 2.1, free: false, services: ['water'] },
  { id: 3, name: 'Customs House', length: 40, depth: 5.8, free: true, services: ['water', 'power', 'fuel'] },
  { id: 4, name: 'Fish Market', length: 18, depth: 2.9, free: false, services: [] },
];

export const issues = [
  { message: 'A ship needs a name', path: ['ship', 'name'], code: 'required' },
  { message: 'Longer than the berth', path: ['ship', 'length'], code: 'too_big' },
  { message: 'This day is in the past', path: ['from'], code: 'past' },
];

export const REFUSAL = 'Only the harbour master may move a crane';

/** The text of the error. No client may see it. */
export const SECRET = 'connection to berths@10.0.0.7 lost';

/** A handler that fails several calls deep, as real handlers do. */
export function lastMove() {
  return query('moves');
}

function query(table) {
  throw new Error(`${SECRET} while reading ${table}`);
}
