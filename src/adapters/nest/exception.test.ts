import {
  BadRequestException,
  ConflictException,
  ForbiddenException,
  HttpException,
  ImATeapotException,
  InternalServerErrorException,
  NotFoundException,
  ServiceUnavailableException,
  UnauthorizedException,
  UnprocessableEntityException,
} from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PLATFORMS, type Running, running } from '../../../tests/support/nest-app.ts';
import { HalyardModule } from './nest.ts';

class BerthTaken extends HttpException {
  constructor(message = 'Berth taken') {
    super(message, 409);
  }
}

const EXCEPTIONS: Readonly<Record<string, () => unknown>> = {
  'no-words': () => new NotFoundException(),
  'class-title': () => new UnprocessableEntityException(),
  words: () => new NotFoundException('There is no such berth'),
  list: () => new BadRequestException(['boat should not be empty', 'nights must be a number']),
  grouped: () => new UnprocessableEntityException({ message: { 'owner.name': ['too long'] }, error: 'Unprocessable Entity', statusCode: 422 }),
  'list-of-another-library': () =>
    new BadRequestException({ message: 'Validation failed', errors: [{ path: ['boat'], message: 'too short', input: 'S3CRET' }] }),
  'words-and-data': () => new ConflictException({ message: 'The berth is taken', berth: 'A1', statusCode: 409 }),
  data: () => new HttpException({ until: 'Sunday' }, 401),
  'no-name': () => new ImATeapotException('Short and stout'),
  code: () => new ConflictException('The berth is taken', { errorCode: 'E_BERTH_TAKEN', cause: new Error('S3CRET') }),
  'an-error': () => new UnauthorizedException(new Error('S3CRET')),
  'server-error': () => new InternalServerErrorException('S3CRET'),
  'other-server-error': () => new ServiceUnavailableException('S3CRET'),
  'server-data': () => new HttpException({ message: 'S3CRET', host: 'S3CRET' }, 502),
  exposed: () => Object.assign(new ServiceUnavailableException('Closed until high water'), { expose: true }),
  'exposed-500': () => Object.assign(new InternalServerErrorException('The crane is broken'), { expose: true }),
  'words-under-error': () => new HttpException({ status: 403, error: 'Members only' }, 403),
  'words-of-a-class': () => new BerthTaken(),
  'name-of-a-class': () => new BerthTaken('BerthTaken: Conflict'),
  'validation-errors': () =>
    new BadRequestException([{ property: 'boat', constraints: { minLength: 'too short' }, value: 'S3CRET', target: { pin: 'S3CRET' } }]),
  'validation-errors-below': () =>
    new UnprocessableEntityException({
      message: 'Validation failed',
      errors: [{ property: 'boat', children: [{ property: 'name', constraints: { isString: 'no text' } }] }],
    }),
  'a-zod-error': () => new BadRequestException(z.object({ boat: z.string().min(3) }).safeParse({ boat: 'S3' }).error),
  'zod-issues': () => new BadRequestException(z.object({ boat: z.string().min(3) }).safeParse({ boat: 'S3' }).error?.issues),
  'a-flattened-zod-error': () => new BadRequestException({ formErrors: [], fieldErrors: { boat: ['too short'] } }),
  'errors-by-field': () => new BadRequestException({ message: 'Validation failed', errors: { boat: ['too short'] } }),
  'no-status': () => new HttpException('S3CRET', 999),
  'throwing-class': () =>
    new (class extends ForbiddenException {
      override getResponse(): never {
        throw new Error('S3CRET');
      }
    })(),
  promise: () => new BadRequestException(Promise.reject(new Error('lost'))),
  'promise-as-response': () => new HttpException(Promise.reject(new Error('lost')) as never, 404),
  'promise-in-data': () => new HttpException({ message: Promise.reject(new Error('lost')), statusCode: 400 }, 400),
  axios: () => Object.assign(new Error('S3CRET'), { status: 404, response: { status: 404 } }),
};

describe.each(PLATFORMS)('an HttpException, in production, on %s', (_, adapterOf) => {
  let app: Running;
  beforeAll(async () => {
    const handlers = Object.entries(EXCEPTIONS).map(([name, make]) => [
      name,
      () => {
        throw make();
      },
    ]);
    app = await running({
      adapter: adapterOf(),
      handlers: Object.fromEntries(handlers),
      halyard: HalyardModule.forRoot({ environment: 'production', logger: false }),
    });
  });
  afterAll(() => app.stop());

  it.each<[string, number, object]>([
    ['no-words', 404, { title: 'Not Found' }],
    ['class-title', 422, { title: 'Unprocessable Content' }],
    ['words', 404, { title: 'Not Found', detail: 'There is no such berth' }],
    [
      'list',
      400,
      {
        title: 'Bad Request',
        errors: [
          { detail: 'boat should not be empty', pointer: '#/boat' },
          { detail: 'nights must be a number', pointer: '#/nights' },
        ],
      },
    ],
    ['grouped', 422, { title: 'Unprocessable Content', errors: [{ detail: 'too long', pointer: '#/owner/name' }] }],
    ['list-of-another-library', 400, { title: 'Bad Request', detail: 'Validation failed', errors: [{ detail: 'too short', pointer: '#/boat' }] }],
    ['words-and-data', 409, { title: 'Conflict', detail: 'The berth is taken', berth: 'A1' }],
    ['data', 401, { title: 'Unauthorized', until: 'Sunday' }],
    ['no-name', 418, { title: "I'm a Teapot", detail: 'Short and stout' }],
    ['code', 409, { title: 'Conflict', detail: 'The berth is taken', code: 'E_BERTH_TAKEN' }],
    ['an-error', 401, { title: 'Unauthorized' }],
    ['words-under-error', 403, { title: 'Forbidden', detail: 'Members only' }],
    ['words-of-a-class', 409, { title: 'Conflict', detail: 'Berth taken' }],
    ['name-of-a-class', 409, { title: 'Conflict' }],
    ['exposed', 503, { title: 'Service Unavailable', detail: 'Closed until high water' }],
  ])("%s is a %i with the app's own text", async (name, status, body) => {
    const answer = await app.ask(name);
    expect([answer.status, answer.json]).toEqual([status, { ...body, status, reference: expect.any(String) }]);
  });

  it.each<[string, number]>([
    ['server-error', 500],
    ['exposed-500', 500],
    ['other-server-error', 503],
    ['server-data', 502],
    ['no-status', 500],
    ['throwing-class', 500],
    ['axios', 500],
  ])('%s is a %i without further details', async (name, status) => {
    const answer = await app.ask(name);
    expect([answer.status, Object.keys(answer.json)]).toEqual([status, ['title', 'status', 'reference']]);
  });

  it.each<[string, object]>([
    ['validation-errors', { detail: 'too short', pointer: '#/boat', code: 'minLength' }],
    ['validation-errors-below', { detail: 'no text', pointer: '#/boat/name', code: 'isString' }],
    ['a-zod-error', { pointer: '#/boat', code: 'too_small', detail: expect.any(String), params: expect.any(Object) }],
    ['zod-issues', { pointer: '#/boat', code: 'too_small', detail: expect.any(String), params: expect.any(Object) }],
    ['a-flattened-zod-error', { detail: 'too short', pointer: '#/boat' }],
    ['errors-by-field', { detail: 'too short', pointer: '#/boat' }],
  ])('with %s has them as issues, and nothing of what was sent', async (name, issue) => {
    const answer = await app.ask(name);
    expect(answer.json['errors']).toEqual([issue]);
    expect(answer.text).not.toContain('S3CRET');
  });

  it.each(['promise', 'promise-as-response', 'promise-in-data'])('with a %s in it is a 500, whatever its status, and the process lives', async (name) => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    const answer = await app.ask(name);
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.off('unhandledRejection', note);
    expect([answer.status, unhandled]).toEqual([500, []]);
  });

  it('of 401 has a challenge, with any message', async () => {
    expect((await app.ask('data')).headers.get('www-authenticate')).toBe('Bearer');
  });

  it('is answered by the response of the app that has its name', async () => {
    const responses = {
      conflict(this: { res: { status(code: number): { send(text: string): void } } }, message: string) {
        this.res.status(409).send(`mine: ${message}`);
      },
    };
    const own = await running({
      handlers: {
        taken() {
          throw new ConflictException({ message: 'The berth is taken', berth: 'A1' });
        },
      },
      halyard: HalyardModule.forRoot({ logger: false, responses }),
    });
    expect((await own.ask('taken')).text).toBe('mine: The berth is taken');
    await own.stop();
  });
});

describe('an HttpException, in development', () => {
  it('of ours shows its text and stack to the developer at this machine', async () => {
    const app = await running({
      handlers: {
        broken() {
          throw new ServiceUnavailableException('the tide gauge is off');
        },
      },
      halyard: HalyardModule.forRoot({ environment: 'development', logger: false }),
    });
    expect((await app.ask('broken')).json).toMatchObject({ status: 503, detail: 'the tide gauge is off', errors: [{ name: 'ServiceUnavailableException' }] });
    await app.stop();
  });
});
