import { Ajv } from 'ajv';
import { outcomeOf, ways } from '../way.ts';

const password = { enum: ['sail', 'motor'] };

function errors(schema: object, data: (typed: unknown) => unknown, options: object = {}) {
  const validate = new Ajv({ allErrors: true, strict: false, discriminator: true, ...options }).compile(schema);
  return (typed: unknown): unknown => {
    validate(data(typed));
    return validate.errors ?? undefined;
  };
}

const member = (typed: unknown): unknown => ({ password: typed });
const asName = (typed: unknown): unknown => ({ [String(typed)]: '' });

export const WAYS = [
  ...ways('ajv', {
    errors: errors({ properties: { password } }, member),
    'errors with everything beside them': errors({ properties: { password } }, member, { verbose: true }),
    'one error': (typed) => (errors({ properties: { password } }, member, { verbose: true })(typed) as readonly unknown[])[0],
    'its ValidationError': (typed) => outcomeOf(() => new Ajv().compile({ $async: true, properties: { password } })({ password: typed })),
    'a discriminator': errors(
      { type: 'object', discriminator: { propertyName: 'password' }, required: ['password'], oneOf: [{ properties: { password: { const: 'sail' } } }] },
      member,
    ),
  }),
  ...ways(
    'ajv',
    {
      additionalProperties: errors({ type: 'object', additionalProperties: false }, asName),
      unevaluatedProperties: errors({ type: 'object', propertyNames: { enum: ['sail'] } }, asName),
      'a pattern of names': errors({ type: 'object', propertyNames: { pattern: '^a$' } }, asName, { verbose: true }),
    },
    true,
  ),
  ...ways(
    'ajv',
    {
      'a constant that is another field': errors(
        { properties: { repeated: { const: { $data: '1/password' } } } },
        (typed) => ({ password: typed, repeated: 'x' }),
        { $data: true },
      ),
    },
    false,
    true,
  ),
];
