import { BadRequestException, ParseArrayPipe } from '@nestjs/common';
import { celebrate, Joi, Modes } from 'celebrate';
import { Schema } from 'effect';
import express, { type RequestHandler } from 'express';
import * as openapi from 'express-openapi-validator';
import { body, oneOf, query, validationResult } from 'express-validator';
import createError from 'http-errors';
import joi from 'joi';
import Koa from 'koa';
import * as yup from 'yup';
import * as z from 'zod';
import { badRequest } from '../../src/core/responses/index.ts';
import { JSON_BODY, middleware } from './middleware.ts';
import { CANARY, failureOf, type Row, rows } from './row.ts';

const email = z.object({ email: z.string().max(5) });

const User = Schema.Struct({ email: Schema.String.check(Schema.isMaxLength(5)), age: Schema.Number, tags: Schema.Array(Schema.Number) });
const invalid = { email: CANARY, age: CANARY, tags: [1, CANARY] };

const json = {
  'application/json': { schema: { type: 'object', required: ['name'], properties: { email: { type: 'string', maxLength: 5 }, age: { type: 'integer' } } } },
};
const OK = { 200: { description: 'ok', content: { 'application/json': { schema: { type: 'object', properties: { id: { type: 'integer' } } } } } } };
const apiSpec = {
  openapi: '3.0.3',
  info: { title: 'Orders', version: '1' },
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  paths: {
    '/users': {
      post: { parameters: [{ name: 'page', in: 'query', required: true, schema: { type: 'integer' } }], requestBody: { content: json }, responses: OK },
    },
    '/secret': { get: { security: [{ token: [] }], responses: OK } },
  },
} as unknown as Parameters<typeof openapi.middleware>[0]['apiSpec'];
const validator = [
  express.json(),
  express.text(),
  ...openapi.middleware({ apiSpec, validateRequests: { allErrors: true }, validateResponses: true }),
] as RequestHandler[];
const answers: RequestHandler = (_req, res) => void res.json({ id: CANARY });

const alternatives = oneOf([body('email').isLength({ max: 5 }), [body('age').isInt().withMessage('No number'), query('page').isInt()]], {
  message: 'One of two',
});
const checked: RequestHandler = (req, _res, next) => {
  validationResult(req).throw();
  next();
};

const celebrated = { body: Joi.object({ email: Joi.string().max(5), age: Joi.number() }), query: Joi.object({ page: Joi.number().required() }) };

/** What `ctx.assert()` of Koa throws. */
const asserted = async (): Promise<unknown> => {
  const error = await failureOf(() => yup.object({ email: yup.string().max(5) }).validate({ email: CANARY }));
  const app = new Koa();
  const context = app.createContext({ headers: {}, socket: {} } as never, {} as never);
  return failureOf(() => context.assert(false, 422, error as Error));
};

export const VALIDATOR_ROWS: readonly Row[] = [
  ...middleware('celebrate', [
    [
      'parts of the request',
      [express.json(), celebrate(celebrated, { abortEarly: false }, { mode: Modes.FULL })],
      JSON_BODY,
      400,
      {
        issues: [
          ['page', 'any.required'],
          ['#/email', 'string.max'],
          ['#/age', 'number.base'],
        ],
      },
    ],
    ['the query', [express.json(), celebrate({ query: celebrated.query })], JSON_BODY, 400, { issues: [['page', 'any.required']] }],
  ]),
  ...middleware('express-openapi-validator', [
    [
      'body and query',
      validator,
      { ...JSON_BODY, path: '/users?page=x' },
      400,
      {
        issues: [
          ['page', 'type'],
          ['#/name', 'required'],
          ['#/email', 'maxLength'],
          ['#/age', 'type'],
        ],
      },
    ],
    ['an unknown path', validator, { path: `/${CANARY}` }, 404],
    ['a method without an operation', validator, { path: '/users' }, 405, { headers: { allow: 'POST' } }],
    ['another media type', validator, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: CANARY, path: '/users?page=1' }, 415],
    ['no token', validator, { path: '/secret' }, 401],
    ['a response that is not valid', [...validator, answers], { ...JSON_BODY, body: '{"name":"x"}', path: '/users?page=1' }, 500],
  ]),
  ...middleware('express-validator', [
    [
      'oneOf, with the issues of each alternative',
      [express.json(), alternatives as unknown as RequestHandler, checked],
      JSON_BODY,
      400,
      {
        issues: [
          [undefined, 'alternative_grouped'],
          ['#/email', 'alternative_grouped'],
          ['#/age', 'alternative_grouped'],
          ['page', 'alternative_grouped'],
        ],
      },
    ],
  ]),
  ...rows('Effect Schema', [
    ['thrown', () => Schema.decodeUnknownSync(User)(invalid), 500],
    [
      'as badRequest',
      async () => {
        throw badRequest((await failureOf(() => Schema.decodeUnknownSync(User, { errors: 'all' })(invalid))) as Error);
      },
      400,
      [
        ['#/email', 'filter'],
        ['#/age', 'invalid_type'],
        ['#/tags/1', 'invalid_type'],
      ],
    ],
    [
      'a missing and an unknown key',
      async () => {
        const decode = Schema.decodeUnknownSync(User, { errors: 'all', onExcessProperty: 'error' });
        throw badRequest((await failureOf(() => decode({ email: 'a', tags: [], more: CANARY }))) as Error);
      },
      400,
      [
        ['#/more', 'unrecognized_keys'],
        ['#/age', 'required'],
      ],
    ],
  ]),
  ...rows('Nest', [
    ['ParseArrayPipe', () => new ParseArrayPipe({ items: Number }).transform(['1', CANARY], { type: 'query', metatype: Array }), 400, [['#/1', undefined]]],
    [
      'nested messages',
      () => {
        throw new BadRequestException({ message: { email: ['must be an email'], owner: { name: ['is required'] } } });
      },
      400,
      [
        ['#/email', undefined],
        ['#/owner/name', undefined],
      ],
    ],
  ]),
  { library: 'http-errors', failure: 'createError(422, zodError)', status: 422, issues: [['#/email', 'too_big']], fail: () => createError(422, zodError()) },
  { library: 'Koa', failure: 'ctx.assert(false, 422, yupError)', status: 422, issues: [['#/email', 'max']], fail: asserted },
  ...rows('joi', [
    ['assert, whose text is annotated', () => joi.assert({ email: CANARY }, joi.object({ email: joi.number() })), 500],
    [
      'its annotated text as that of an Error',
      () => {
        throw new Error(`The order is not valid: ${joi.object({ email: joi.number() }).validate({ email: CANARY }).error?.annotate()}`);
      },
      500,
    ],
    [
      'its annotated text without colours',
      () => {
        throw new Error(joi.object({ email: joi.number() }).validate({ email: CANARY }).error?.annotate(true));
      },
      500,
    ],
  ]),
];

function zodError(): Error {
  return email.safeParse({ email: CANARY }).error as Error;
}
