import joi, { type Schema, type ValidationOptions } from 'joi';
import { outcomeOf, ways } from '../way.ts';

const pattern = joi.string().pattern(/^\d{2}$/);
const all: ValidationOptions = { abortEarly: false };

function result(password: Schema, options: ValidationOptions = all, others: Readonly<Record<string, Schema>> = {}) {
  return (typed: unknown): ReturnType<Schema['validate']> =>
    joi.object({ password, ...others }).validate({ password: typed, ...Object.fromEntries(Object.keys(others).map((name) => [name, typed])) }, options);
}

const quoting = result(pattern);

export const WAYS = [
  ...ways('joi', {
    'the error of a pattern': (typed) => quoting(typed).error,
    'the result of validate': quoting,
    details: (typed) => quoting(typed).error?.details,
    'one of the details': (typed) => quoting(typed).error?.details[0],
    'the message alone': (typed) => quoting(typed).error?.message,
    'messages by field': (typed) => ({ password: quoting(typed).error?.message }),
    'an empty label in its messages': (typed) => result(pattern, { errors: { wrap: { label: '' } } })(typed).error,
    'no label in its messages': (typed) => result(pattern, { errors: { wrap: { label: false } } })(typed).error,
    'no quotation marks around texts': (typed) => result(pattern, { errors: { wrap: { string: false, label: false } } })(typed).error,
    'other quotation marks': (typed) => result(pattern, { errors: { wrap: { string: '«»', array: '<>' } } })(typed).error,
    'no labels at all': (typed) => result(pattern, { errors: { label: false } })(typed).error,
    'HTML in its messages': (typed) => result(pattern, { errors: { escapeHtml: true } })(typed).error,
    'string.pattern.invert': (typed) => result(joi.string().pattern(/./s, { invert: true }))(typed).error,
    'string.pattern.name': (typed) => result(joi.string().pattern(/^\d{2}$/, 'two digits'))(typed).error,
    'any.custom': (typed) =>
      result(
        joi.custom((value) => {
          throw new Error(`${JSON.stringify(value)} is in a list of leaked passwords`);
        }),
      )(typed).error,
    'a message of the app with the value': (typed) => result(joi.any().valid(1).messages({ '*': '{{#label}} cannot be {{#value}}' }))(typed).error,
    'helpers.message': (typed) => result(joi.custom((value, helpers) => helpers.message({ custom: `no ${String(value)}` })))(typed).error,
    'helpers.error with its own parameters': (typed) =>
      result(joi.custom((value, helpers) => helpers.error('leaked', { found: value })).messages({ leaked: 'leaked: {{#found}}' }))(typed).error,
    'array.unique': (typed) => joi.object({ password: joi.array().unique() }).validate({ password: [typed, typed] }, all).error,
    'any.only with a reference': (typed) =>
      joi.object({ password: joi.any(), repeated: joi.any().valid(joi.ref('password')) }).validate({ password: typed, repeated: 'another' }, all).error,
    'a message of the app with another field': (typed) =>
      joi.object({ password: joi.any(), repeated: joi.any().valid(1).messages({ '*': 'is not {{password}}' }) }).validate({ password: typed, repeated: 2 }, all)
        .error,
    'number.min with a reference': (typed) =>
      joi.object({ password: joi.any(), high: joi.number().min(joi.ref('password')) }).validate({ password: typed, high: 1 }, all).error,
    attempt: (typed) => outcomeOf(() => joi.attempt({ password: typed }, joi.object({ password: pattern }))),
    'attempt with a message': (typed) => outcomeOf(() => joi.attempt({ password: typed }, joi.object({ password: pattern }), 'not valid:')),
    assert: (typed) => outcomeOf(() => joi.assert({ password: typed }, joi.object({ password: pattern }))),
    validateAsync: (typed) => outcomeOf(() => joi.object({ password: pattern }).validateAsync({ password: typed })),
    'warnings beside it': (typed) => joi.object({ password: joi.any().warning('any.ref', {}).valid(1) }).validate({ password: typed }, all).error,
    'the Standard Schema': (typed) => joi.object({ password: pattern })['~standard'].validate({ password: typed }),
  }),
  ...ways('joi', { 'object.unknown': (typed) => joi.object({}).validate({ [String(typed)]: '' }, all).error }, true),
];
