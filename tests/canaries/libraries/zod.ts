import { SchemaError } from '@standard-schema/utils';
import * as z from 'zod';
import { z as z3 } from 'zod3';
import { outcomeOf, ways } from '../way.ts';

const Four = z.object({ password: z.enum(['sail', 'motor']) });
const Three = z3.object({ password: z3.enum(['sail', 'motor']) });

export const WAYS = [
  ...ways('zod 4', {
    'safeParse’s result': (typed) => Four.safeParse({ password: typed }),
    'its error, with the input in it': (typed) => Four.safeParse({ password: typed }, { reportInput: true }).error,
    'one issue': (typed) => Four.safeParse({ password: typed }).error?.issues[0],
    parse: (typed) => outcomeOf(() => Four.parse({ password: typed })),
    parseAsync: (typed) => outcomeOf(() => Four.parseAsync({ password: typed })),
    'a message of the app with the input': (typed) =>
      z
        .object({
          password: z
            .number()
            .max(1, { error: ({ input }) => `not ${String(input)}` })
            .or(z.literal(0)),
        })
        .safeParse({ password: typed }, { reportInput: true }).error,
    'a check with the input in its message': (typed) =>
      z
        .object({
          password: z.any().check((context) => {
            context.issues.push({ code: 'custom', message: `leaked: ${String(context.value)}`, input: context.value });
          }),
        })
        .safeParse({ password: typed }, { reportInput: true }).error,
    treeifyError: (typed) => z.treeifyError(Four.safeParse({ password: typed }).error as z.ZodError),
    flattenError: (typed) => z.flattenError(Four.safeParse({ password: typed }).error as z.ZodError),
    'the SchemaError': async (typed) => new SchemaError((await Four['~standard'].validate({ password: typed })).issues ?? []),
  }),
  ...ways('zod 3', {
    'safeParse’s result': (typed) => Three.safeParse({ password: typed }),
    parse: (typed) => outcomeOf(() => Three.parse({ password: typed })),
    'a literal': (typed) => z3.object({ password: z3.literal('sail') }).safeParse({ password: typed }).error,
    'a union': (typed) => z3.object({ password: z3.union([z3.literal('sail'), z3.enum(['motor'])]) }).safeParse({ password: typed }).error,
    flatten: (typed) => Three.safeParse({ password: typed }).error?.flatten(),
    format: (typed) => Three.safeParse({ password: typed }).error?.format(),
  }),
  ...ways(
    'zod',
    {
      'an unknown key, of zod 4': (typed) => z.strictObject({}).safeParse({ [String(typed)]: '' }).error,
      'an unknown key, of zod 4, thrown': (typed) => outcomeOf(() => z.strictObject({}).parse({ [String(typed)]: '' })),
      'an unknown key, of zod 3': (typed) =>
        z3
          .object({})
          .strict()
          .safeParse({ [String(typed)]: '' }).error,
      'an unknown key, flattened': (typed) => z.flattenError(z.strictObject({}).safeParse({ [String(typed)]: '' }).error as z.ZodError),
      'a key of a record': (typed) => z.record(z.string().regex(/^[ab]$/), z.string()).safeParse({ [String(typed)]: '' }).error,
    },
    true,
  ),
];
