// An app in TypeScript, with code that must compile and code that must not.
import { createServer as createHttp2Server } from 'node:http2';
import express from 'express';
import { defineResponse, forbidden, HalyardError, type Issue, type Options, type ResponseContext, ResponseError } from 'halyard';
import { createServer, halyard } from 'halyard/express';
import { load } from 'halyard/load';
import { halyard as plain } from 'halyard/node-http';

const outOfStock = defineResponse({
  status: 409,
  outcome: (item: string, left: number) => ({ detail: `${left} of ${item} left` }),
});

function serverError(this: ResponseContext<express.Request, express.Response>, ...errors: readonly unknown[]): unknown {
  this.res.locals['errors'] = errors;
  return this.default(...errors);
}

declare module 'halyard' {
  interface AppResponses {
    outOfStock: typeof outOfStock;
  }
}

const options: Options = { ...(await load({ root: '.' })), responses: { outOfStock, serverError }, environment: 'production' };
const app = express();
halyard(app, options);
createServer(app).listen(1337);

const issues: readonly Issue[] = [{ message: 'Longer than any berth', path: ['boat', 'length'] }];
app.get('/berths', (_request, reply) => reply.ok([{ name: 'A1' }]));
app.get('/berths/:name', (_request, reply) => reply.notFound());
app.get('/berths/:name/rope', async (_request, reply) => reply.outOfStock('rope', 2));
app.post('/bookings', (_request, reply) => {
  if (issues.length > 0) return reply.badRequest(issues, '/bookings/new');
  return reply.created({ id: 1 }, '/bookings/1');
});
app.get('/moves', (_request, reply) => {
  try {
    throw forbidden('Only the harbour master may');
  } catch (error) {
    if (error instanceof ResponseError) error.status.toFixed();
    if (error instanceof HalyardError) error.code.toLowerCase();
    return reply.negotiate(error);
  }
});
app.get('/crane', (_request, reply) => {
  // @ts-expect-error There is no such response.
  reply.notfound();
  // @ts-expect-error A message is a string.
  reply.notFound(404);
  // @ts-expect-error How many are left is a number.
  reply.outOfStock('rope', 'two');
  // @ts-expect-error An own response has the arguments that it declares.
  reply.outOfStock();
  // @ts-expect-error The methods that a resource has are a list.
  reply.methodNotAllowed({ allow: 'GET' });
  return reply.serverError([new Error('the crane is stuck'), 'and the winch as well']);
});

// @ts-expect-error There is no such environment.
halyard(app, { environment: 'staging' });
// @ts-expect-error There is no such option.
halyard(app, { verbose: true });
// @ts-expect-error Halyard is mounted on an app, not on a path.
halyard('/', options);

const node = plain(options);
node.createServer((_request, reply) => reply.outOfStock('rope', 2));
createHttp2Server(
  node.http2,
  node.http2Listener((_request, reply) => reply.notFound('No such berth')),
);
