import { halyard } from 'halyard/fetch';

const app = halyard({ environment: 'production' });
const handler: (request: Request) => Response | Promise<Response> = app.fetch((request, reply) => {
  // @ts-expect-error There is no such response.
  if (request.method === 'PUT') return reply.notfound();
  // @ts-expect-error A message is a string.
  if (request.method === 'PATCH') return reply.notFound(404);
  return request.method === 'POST' ? reply.badRequest('No.', '/bookings/new') : new Response('well');
});
await handler(new Request('http://harbour.example/'));
// @ts-expect-error There is no such option.
halyard({ verbose: true });
