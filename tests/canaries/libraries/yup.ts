import * as yup from 'yup';
import { outcomeOf, ways } from '../way.ts';

function failing(shape: Parameters<typeof yup.object>[0], others: object = {}, abortEarly = false) {
  return (typed: unknown): Promise<unknown> => outcomeOf(() => yup.object(shape).validate({ password: typed, ...others }, { abortEarly }));
}

const numeric = { password: yup.number().max(5).strict() };

export const WAYS = [
  ...ways('yup', {
    'a wrong type': failing({ password: yup.date().required() }),
    'a wrong type, at once': failing({ password: yup.boolean().required() }, {}, true),
    'a number that is too high': failing(numeric),
    inner: async (typed) => ((await failing(numeric)(typed)) as yup.ValidationError).inner,
    'one of inner': async (typed) => ((await failing(numeric)(typed)) as yup.ValidationError).inner[0],
    errors: async (typed) => ((await failing(numeric)(typed)) as yup.ValidationError).errors,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of yup
    'a message of the app with the value': failing({ password: yup.mixed().oneOf([1], '${path} is not one of ours: ${value}') }),
    'a message function of the app': failing({
      password: yup.mixed().test(
        'leaked',
        ({ value }) => `leaked: ${JSON.stringify(value)}`,
        () => false,
      ),
    }),
    'a limit that is another field': failing({ password: yup.mixed(), high: yup.number().min(yup.ref('password')) }, { high: 1 }),
    'one of a reference': failing({ password: yup.mixed(), repeated: yup.mixed().oneOf([yup.ref('password')]) }, { repeated: 'another' }),
    validateSync: (typed) => outcomeOf(() => yup.object({ password: yup.date() }).validateSync({ password: typed })),
    'the Standard Schema': (typed) => yup.object({ password: yup.date() })['~standard'].validate({ password: typed }),
  }),
  ...ways(
    'yup',
    {
      noUnknown: (typed) =>
        outcomeOf(() =>
          yup
            .object({})
            .noUnknown()
            .strict()
            .validate({ [String(typed)]: '' }, { abortEarly: false }),
        ),
    },
    true,
  ),
];
