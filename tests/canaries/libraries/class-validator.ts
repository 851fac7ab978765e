import 'reflect-metadata';
import { Equals, IsIn, IsOptional, ValidateBy, ValidateNested, validate, validateOrReject } from 'class-validator';
import { outcomeOf, ways } from '../way.ts';

class Login {
  password: unknown;
  constructor(password: unknown) {
    this.password = password;
  }
}
class Quoting extends Login {}
class Nested {
  login: Quoting;
  constructor(password: unknown) {
    this.login = new Quoting(password);
  }
}
class About {
  password: unknown;
  high = 1;
  constructor(password: unknown) {
    this.password = password;
  }
}
class Empty {
  name?: string;
}
// Calls the decorators as TypeScript's output does.
IsIn(['sail', 'motor'])(Login.prototype, 'password');
Equals('sail', { message: ({ value }) => `$value is leaked, or ${JSON.stringify(value)}` })(Quoting.prototype, 'password');
ValidateNested()(Nested.prototype, 'login');
IsOptional()(About.prototype, 'password');
ValidateBy({
  name: 'below',
  validator: { validate: () => false, defaultMessage: (about) => `below ${String((about?.object as About | undefined)?.password)}` },
})(About.prototype, 'high');
IsOptional()(Empty.prototype, 'name');

export const WAYS = [
  ...ways('class-validator', {
    validate: (typed) => validate(new Login(typed)),
    'a message with the value': (typed) => validate(new Quoting(typed)),
    'one of them': async (typed) => (await validate(new Quoting(typed)))[0],
    'a nested object': (typed) => validate(new Nested(typed)),
    'a message about another field': (typed) => validate(new About(typed)),
    'the same without the target': (typed) => validate(new Quoting(typed), { validationError: { target: false } }),
    validateOrReject: (typed) => outcomeOf(() => validateOrReject(new Quoting(typed))),
  }),
  ...ways(
    'class-validator',
    {
      'an unknown property': (typed) => validate(Object.assign(new Empty(), { [String(typed)]: '' }), { whitelist: true, forbidNonWhitelisted: true }),
      'an unknown property, rejected': (typed) =>
        outcomeOf(() => validateOrReject(Object.assign(new Empty(), { [String(typed)]: '' }), { whitelist: true, forbidNonWhitelisted: true })),
    },
    true,
  ),
];
