import 'reflect-metadata';
import { BadRequestException, ValidationPipe } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import { outcomeOf, ways } from '../way.ts';

class Login {
  password: unknown;
  name?: string;
}
IsIn(['sail', 'motor'])(Login.prototype, 'password');
IsOptional()(Login.prototype, 'name');

const pipe = new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true });
const withErrors = new ValidationPipe({ exceptionFactory: (errors) => new BadRequestException(errors) });
const about = { type: 'body', metatype: Login } as const;

export const WAYS = [
  ...ways('Nest', {
    ValidationPipe: (typed) => outcomeOf(() => pipe.transform({ password: typed }, about)),
    'ValidationPipe with the errors themselves': (typed) => outcomeOf(() => withErrors.transform({ password: typed }, about)),
  }),
  ...ways('Nest', { 'an unknown property': (typed) => outcomeOf(() => pipe.transform({ password: 'sail', [String(typed)]: '' }, about)) }, true),
];
