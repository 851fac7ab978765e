import { SchemaError } from '@standard-schema/utils';
import * as v from 'valibot';
import { outcomeOf, ways } from '../way.ts';

const Login = v.object({ password: v.picklist(['sail', 'motor']) });
const Strict = v.strictObject({});

export const WAYS = [
  ...ways('valibot', {
    'safeParse’s result': (typed) => v.safeParse(Login, { password: typed }),
    issues: (typed) => v.safeParse(Login, { password: typed }).issues,
    'one issue': (typed) => v.safeParse(Login, { password: typed }).issues?.[0],
    parse: (typed) => outcomeOf(() => v.parse(Login, { password: typed })),
    'a format': (typed) => v.safeParse(v.object({ password: v.pipe(v.any(), v.transform(String), v.ipv4()) }), { password: typed }),
    'a message of the app with the value': (typed) =>
      v.safeParse(
        v.object({
          password: v.pipe(
            v.any(),
            v.check(
              () => false,
              ({ input }) => `leaked: ${JSON.stringify(input)}`,
            ),
          ),
        }),
        { password: typed },
      ),
    'a message about another field': (typed) =>
      v.safeParse(
        v.object({
          password: v.any(),
          high: v.pipe(
            v.number(),
            v.check(
              () => false,
              () => `below ${String(typed)}`,
            ),
          ),
        }),
        { password: typed, high: 1 },
      ),
    flatten: (typed) => v.flatten<typeof Login>(v.safeParse(Login, { password: typed }).issues as never),
    'the SchemaError': async (typed) => new SchemaError((await Login['~standard'].validate({ password: typed })).issues ?? []),
  }),
  ...ways('valibot', { 'an unknown key': (typed) => v.safeParse(Strict, { [String(typed)]: '' }) }, true),
];
