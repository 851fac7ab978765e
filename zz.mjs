import { halyard } from 'halyard/fetch';

for (const name of [
  'forbidden',
  'notFound',
  'conflict',
  'unauthorized',
  'badRequest',
  'gone',
  'tooManyRequests',
  'serviceUnavailable',
  'methodNotAllowed',
  'unprocessableContent',
]) {
  const app = halyard({ environment: 'production', logger: false });
  const h = app.fetch((q, r) => r[name]({ detail: 'Only the owner may', code: 'E_OWNER' }));
  const a = await h(new Request('http://x.example/', { headers: { accept: 'application/json' } }));
  console.log(name, a.status, await a.text());
}
