import { SchemaError } from '@standard-schema/utils';
import { type } from 'arktype';
import { outcomeOf, ways } from '../way.ts';

const Two = type({ password: 'string > 9999 & /^sail$/' });
const Email = type({ password: 'string.uuid | string.ip' });

export const WAYS = [
  ...ways('arktype', {
    'two rules at once': (typed) => Two({ password: typed }),
    'a union': (typed) => Email({ password: typed }),
    'JSON that cannot be parsed': (typed) => type({ password: 'string.json.parse' })({ password: `${String(typed)} {` }),
    'a predicate': (typed) =>
      type({ password: type('unknown').narrow((value, context) => context.mustBe(`other than ${String(value)}`)) })({ password: typed }),
    'a message of the app with the value': (typed) =>
      type({ password: type('unknown').narrow((value, context) => context.reject({ message: `no ${String(value)}` })) })({ password: typed }),
    'configured with the value': (typed) =>
      type({ password: type('1').configure({ actual: (data) => String(data), message: ({ actual }) => `not ${actual}` }) })({ password: typed }),
    assert: (typed) => outcomeOf(() => Two.assert({ password: typed })),
    'thrown by itself': (typed) => outcomeOf(() => (Two({ password: typed }) as InstanceType<typeof type.errors>).throw()),
    'its summary': (typed) => new Error((Two({ password: typed }) as InstanceType<typeof type.errors>).summary, { cause: Two({ password: typed }) }),
    'the SchemaError': async (typed) => new SchemaError((await Two['~standard'].validate({ password: typed })).issues ?? []),
  }),
  ...ways('arktype', { 'an unknown key': (typed) => type({ '+': 'reject' })({ [String(typed)]: '' }) }, true),
];
