/** A text that a client submitted in a field. */
export const TYPED = 'typ3d-hunter2-typ3d';

function named<T extends Error>(error: T, name: string, more: object): T {
  return Object.assign(error, { name }, more);
}

const JOI_ENTRY = {
  message: `password with value ${TYPED} fails to match the required pattern: /^x/`,
  path: ['password'],
  type: 'string.pattern.base',
  context: { value: TYPED, label: 'password', key: 'password' },
};
const JOI_RESULT = { _original: { password: TYPED }, isJoi: true, details: [JOI_ENTRY] };
const ENTRY = { type: 'field', location: 'body', path: 'password', value: TYPED, msg: `${TYPED} is too weak` };

/** Errors, results and lists of validators whose messages quote the submitted text. */
export const QUOTING: Readonly<Record<string, () => unknown>> = {
  'joi-error': () => named(new Error(JOI_ENTRY.message), 'ValidationError', JOI_RESULT),
  'joi-result': () => ({ value: { password: TYPED }, error: named(new Error(JOI_ENTRY.message), 'ValidationError', JOI_RESULT) }),
  'joi-details': () => [JOI_ENTRY],
  'yup-error': () =>
    named(new Error(`password must be a \`number\` type, but the final value was: \`"${TYPED}"\`.`), 'ValidationError', {
      inner: [],
      errors: [],
      path: 'password',
      type: 'typeError',
      value: TYPED,
      params: { value: TYPED, originalValue: TYPED, path: 'password', type: 'number' },
    }),
  'express-validator-array': () => [ENTRY],
  'express-validator-entry': () => ENTRY,
  'express-validator-mapped': () => ({ password: ENTRY }),
  'ajv-errors': () => [
    { keyword: 'const', instancePath: '/password', schemaPath: '#', params: { allowedValue: 'x' }, data: TYPED, message: `${TYPED} must be x` },
  ],
  'valibot-issues': () => [
    {
      kind: 'schema',
      type: 'number',
      input: TYPED,
      expected: 'number',
      received: `"${TYPED}"`,
      message: `Invalid type: Expected number but received "${TYPED}"`,
      path: [{ key: 'password', value: TYPED, input: {}, type: 'object', origin: 'value' }],
    },
  ],
};
