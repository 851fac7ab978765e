import { body, checkExact, oneOf, type ValidationChain, validationResult } from 'express-validator';
import { outcomeOf, ways } from '../way.ts';

interface Runnable {
  run(req: object): Promise<unknown>;
}

async function checked(typed: unknown, ...chains: readonly Runnable[]) {
  const req = { body: typed as object };
  for (const chain of chains) await chain.run(req);
  return validationResult(req);
}

const quoting = (): ValidationChain =>
  body('password')
    .custom(() => false)
    .withMessage((value: unknown) => `${JSON.stringify(value)} has been leaked`);
const plain = (): ValidationChain => body('password').equals('sail');

export const WAYS = [
  ...ways('express-validator', {
    Result: (typed) => checked({ password: typed }, quoting()),
    'array()': async (typed) => (await checked({ password: typed }, quoting())).array(),
    'array()[0]': async (typed) => (await checked({ password: typed }, plain())).array()[0],
    'array()[0] with the value in its message': async (typed) => (await checked({ password: typed }, quoting())).array()[0],
    'mapped()': async (typed) => (await checked({ password: typed }, plain())).mapped(),
    'mapped() with the value in its message': async (typed) => (await checked({ password: typed }, quoting())).mapped(),
    'one of mapped()': async (typed) => (await checked({ password: typed }, quoting())).mapped()['password'],
    'throw()': (typed) => outcomeOf(async () => (await checked({ password: typed }, quoting())).throw()),
    'an Error of a custom check': async (typed) =>
      checked(
        { password: typed },
        body('password').custom((value) => {
          throw new Error(`leaked: ${String(value)}`);
        }),
      ),
    'one of a oneOf()': async (typed) => (await checked({ password: typed }, oneOf([quoting(), plain()]))).array()[0],
    'a message that is an object': async (typed) =>
      (
        await checked(
          { password: typed },
          body('password')
            .custom(() => false)
            .withMessage((value: unknown) => ({ message: `${JSON.stringify(value)} has been leaked` })),
        )
      ).array(),
    oneOf: (typed) => checked({ password: typed }, oneOf([quoting(), plain()], { message: `none of ${String(typed)}` })),
  }),
  ...ways('express-validator', { 'an unknown field': (typed) => checked({ [String(typed)]: '' }, checkExact([body('name').optional()])) }, true),
];
