import { describe, expect, it } from 'vitest';
import { installedWithModules, run } from './nest-installed.ts';

describe('ProblemDetails in an app with @nestjs/swagger', () => {
  it('is the schema of the answer in the OpenAPI document', async () => {
    const folder = installedWithModules('modules');
    const { response, schemas } = await run<{
      readonly response: object;
      readonly schemas: Readonly<Record<string, { readonly properties: object; readonly required?: readonly string[] }>>;
    }>(folder, 'swagger.mjs');
    expect(response).toMatchObject({ content: { 'application/json': { schema: { $ref: '#/components/schemas/ProblemDetails' } } } });
    expect(schemas['ProblemDetails']?.required).toEqual(['title', 'status']);
    expect(schemas['ProblemDetails']?.properties).toMatchObject({
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'number' },
      detail: { type: 'string' },
      instance: { type: 'string' },
      code: { type: 'string' },
      reference: { type: 'string' },
      errors: { type: 'array', items: { $ref: '#/components/schemas/ProblemIssue' } },
    });
    expect(Object.keys(schemas['ProblemIssue']?.properties ?? {})).toEqual(['detail', 'pointer', 'parameter', 'code']);
  }, 300_000);
});

describe('the records of an app with nestjs-pino', () => {
  it('have the class of the error as type, the message without the reference, and what the app passed on', async () => {
    const folder = installedWithModules('modules');
    const { records } = await run<{ readonly records: readonly object[] }>(folder, 'pino.mjs');
    expect(records).toMatchObject([
      {
        level: 50,
        err: { type: 'BankError', message: 'the bank did not answer', code: 'ETIMEDOUT' },
        msg: 'GET /rates 500 serverError: the bank did not answer',
        reference: expect.any(String),
      },
      { level: 30, msg: 'GET /taken 409 conflict', status: 409, data: '{"order":"A1"}' },
    ]);
  }, 300_000);
});
