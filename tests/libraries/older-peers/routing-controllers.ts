import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { IsNumber, MaxLength } from 'class-validator';
import {
  Authorized,
  BadRequestError,
  Body,
  createExpressServer,
  ForbiddenError,
  Get,
  HttpError,
  JsonController,
  Middleware,
  NotFoundError,
  Post,
  QueryParam,
  useExpressServer,
} from 'routing-controllers';
import { CANARY, type Row } from '../row.ts';

class User {
  email = '';
  age = 0;
}
MaxLength(5)(User.prototype, 'email');
IsNumber()(User.prototype, 'age');

/** The error that routing-controllers passes on without its own error handler. */
let passed: unknown;
class Last {
  error(error: unknown, _request: unknown, response: { end(): void }): void {
    passed = error;
    response.end();
  }
}
Middleware({ type: 'after' })(Last);

/** Does nothing. Without a list of middleware, every class of this process runs. */
class Through {
  use(_request: unknown, _response: unknown, next: () => void): void {
    next();
  }
}
Middleware({ type: 'before' })(Through);

class Users {
  create(): string {
    return 'created';
  }
  page(): string {
    return 'page';
  }
  secret(): string {
    return 'secret';
  }
  missing(): never {
    throw new NotFoundError('No such user');
  }
  forbidden(): never {
    throw new ForbiddenError();
  }
  teapot(): never {
    throw new HttpError(418, 'Only tea');
  }
  broken(): never {
    throw new HttpError(503, `the database of ${CANARY.slice(0, 3)}`);
  }
  refused(): never {
    throw new BadRequestError('Choose another name');
  }
}
const parameter = (type: unknown, name: string): void => Reflect.defineMetadata('design:paramtypes', [type], Users.prototype, name);
for (const name of ['create', 'page', 'secret', 'missing', 'forbidden', 'teapot', 'broken', 'refused']) parameter(Object, name);
parameter(User, 'create');
parameter(Number, 'page');
Body()(Users.prototype, 'create', 0);
QueryParam('page', { required: true })(Users.prototype, 'page', 0);
Post('/users')(Users.prototype, 'create');
Authorized()(Users.prototype, 'secret');
for (const name of ['page', 'secret', 'missing', 'forbidden', 'teapot', 'broken', 'refused'] as const) Get(`/${name}`)(Users.prototype, name);
JsonController()(Users);

/** routing-controllers over its own Express. */
export function routingControllersRows(): readonly Row[] {
  const row = (failure: string, status: number, path: string, more: Partial<Row> = {}, init: RequestInit = {}): Row => ({
    ...{ library: 'routing-controllers', failure, status, fail: () => failureAt(path, init) },
    ...more,
  });
  const json = { method: 'POST', headers: { 'content-type': 'application/json', connection: 'close' }, body: JSON.stringify({ email: CANARY, age: CANARY }) };
  const issues = [
    ['#/email', 'maxLength'],
    ['#/age', 'isNumber'],
  ] as const;
  return [
    row('a body that is not valid', 400, '/users', { issues }, json),
    row('a parameter that is no number', 400, `/page?page=${CANARY}`),
    row('a missing parameter', 400, `/page?email=${CANARY}`),
    row('no user', 401, `/secret?email=${CANARY}`),
    row('an error of the app', 404, '/missing', { detail: 'No such user' }),
    row('an error without a text', 403, '/forbidden'),
    row('any status', 418, '/teapot', { detail: 'Only tea' }),
    row('a status from 500 up', 503, '/broken'),
    row('BadRequestError of the app', 400, '/refused', { detail: 'Choose another name' }),
  ];
}

/** Adds the controllers to an app of Express. */
export function addControllers(app: object, options: { readonly defaultErrorHandler: boolean }): void {
  useExpressServer(app, { ...options, controllers: [Users], middlewares: [Through], authorizationChecker: () => false });
}

async function failureAt(path: string, init: RequestInit): Promise<unknown> {
  const app = createExpressServer({ controllers: [Users], middlewares: [Last], defaultErrorHandler: false, authorizationChecker: () => false });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  passed = undefined;
  try {
    await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers: { connection: 'close' }, ...init })).text();
  } finally {
    server.closeAllConnections();
    server.close();
  }
  if (passed === undefined) throw new Error('It did not fail');
  return passed;
}
