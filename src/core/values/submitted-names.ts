/** The members in which validation libraries keep the submitted value, which may be a password. */
export const SUBMITTED_VALUE_NAMES: ReadonlySet<string> = new Set([
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
