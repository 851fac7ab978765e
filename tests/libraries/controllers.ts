import { ExpressTemplateService, type TsoaRoute } from '@tsoa/runtime';
import type { Request, Response } from 'express';
import { CANARY, failureOf, type Row } from './row.ts';

/** The models and arguments that tsoa generates for `@Query() page: number, @Body() requestBody: User`. */
const MODELS: TsoaRoute.Models = {
  User: {
    dataType: 'refObject',
    properties: {
      email: { dataType: 'string', required: true, validators: { maxLength: { value: 5 } } },
      age: { dataType: 'double', required: true },
      tags: { dataType: 'array', array: { dataType: 'double' } },
    },
    additionalProperties: false,
  },
};
const ARGS = {
  page: { in: 'query', name: 'page', required: true, dataType: 'double' },
  requestBody: { in: 'body', name: 'requestBody', required: true, ref: 'User' },
} as const;

export const TSOA_ROWS: readonly Row[] = [
  {
    library: 'tsoa',
    failure: 'body and query',
    status: 400,
    issues: [
      ['#/page', undefined],
      ['#/email', undefined],
      ['#/age', undefined],
      ['#/tags/1', undefined],
    ],
    fail: () =>
      failureOf(() => {
        const request = { query: { page: CANARY }, body: { email: CANARY, age: CANARY, tags: [1, CANARY] } } as unknown as Request;
        const service = new ExpressTemplateService(MODELS, { noImplicitAdditionalProperties: 'throw-on-extras', bodyCoercion: false });
        service.getValidatedArgs({ args: ARGS as never, request, response: {} as Response });
      }),
  },
];
