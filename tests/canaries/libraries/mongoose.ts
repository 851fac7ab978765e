import { model, Schema } from 'mongoose';
import { outcomeOf, ways } from '../way.ts';

const { Mixed } = Schema.Types;
const valid = (message: string | ((about: { value: unknown }) => string)): object => ({ validator: () => false, message });
const Cast = model('canary-cast', new Schema({ password: Date }));
const Choice = model('canary-choice', new Schema({ password: { type: String, enum: ['sail', 'motor'], maxlength: 1 } }));
const Template = model('canary-template', new Schema({ password: { type: Mixed, validate: valid('{VALUE} is not a phone number') } }));
const Message = model('canary-message', new Schema({ password: { type: Mixed, validate: valid(({ value }) => `${JSON.stringify(value)} has been leaked`) } }));
const Strict = model('canary-strict', new Schema({ name: String }, { strict: 'throw' }));

export const WAYS = [
  ...ways('Mongoose', {
    'a CastError in its ValidationError': (typed) => outcomeOf(() => new Cast({ password: typed }).validate()),
    'the CastError itself': (typed) => new Cast({ password: typed }).validateSync()?.errors['password'],
    'an enum and a length': (typed) => outcomeOf(() => new Choice({ password: typed }).validate()),
    'a message with {VALUE}': (typed) => outcomeOf(() => new Template({ password: typed }).validate()),
    'a message function': (typed) => outcomeOf(() => new Message({ password: typed }).validate()),
    'a query': (typed) => outcomeOf(() => Cast.findOne({ password: typed } as object).cast()),
  }),
  ...ways('Mongoose', { 'an unknown field': (typed) => outcomeOf(() => new Strict({ [String(typed).replaceAll(/[.$]/g, '')]: '' }).validate()) }, true),
];
