/** What validation libraries keep beside the message: the value that was typed, a password perhaps. */
export const SUBMITTED: ReadonlySet<string> = new Set([
  'value',
  'input',
  'data',
  '_original',
  'received',
  'params',
  'actual',
  'context',
  'parent',
  'target',
  'instance',
  'rawValue',
  'keyValue',
  'dupeValue',
  'tagValue',
  'originalValue',
]);
