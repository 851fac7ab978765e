/** The members in which validation libraries keep the submitted value, which may be a password. */
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
