import vine, { type errors, SimpleMessagesProvider } from '@vinejs/vine';
import { outcomeOf, ways } from '../way.ts';

const Login = vine.object({ password: vine.enum(['sail', 'motor']) });
const leaked = vine.createRule((value, _options, field) => field.report(`${String(value)} has been leaked`, 'leaked', field, { found: value as string }));

export const WAYS = [
  ...ways('VineJS', {
    'its ValidationError': (typed) => outcomeOf(() => vine.validate({ schema: Login, data: { password: typed } })),
    'its messages': async (typed) =>
      ((await outcomeOf(() => vine.validate({ schema: Login, data: { password: typed } }))) as InstanceType<typeof errors.E_VALIDATION_ERROR>).messages,
    'messages of the app': (typed) =>
      outcomeOf(() =>
        vine.validate({ schema: Login, data: { password: typed }, messagesProvider: new SimpleMessagesProvider({ enum: 'Choose one of ours' }) }),
      ),
  }),
  ...ways(
    'VineJS',
    {
      'a rule of the app with the value': (typed) =>
        outcomeOf(() => vine.validate({ schema: vine.object({ password: vine.any().use(leaked()) }), data: { password: typed } })),
    },
    false,
    true,
  ),
];
