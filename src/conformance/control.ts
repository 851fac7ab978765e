import { type Context, queryOf, type Route } from './control-context.ts';
import { registerForms } from './control-forms.ts';
import { registerCounted } from './control-maintenance.ts';
import { source } from './control-sources.ts';
import { breaks, endless } from './control-streams.ts';
import { HOSTILE, SECRET } from './hostile-values.ts';
import { OWN_STATUSES, WITH_REPLY_STATUS } from './own-statuses.ts';
import { QUOTING } from './quoting-errors.ts';

/** Registers the routes of the requirements. A host under test imports this module and calls `register`, as any outside suite can. */
export function register(route: Route): void {
  for (const method of ['GET', 'POST']) {
    route(method, '/respond', respond);
    route(method, '/next', next);
    route(method, '/hostile', hostile);
    route(method, '/forgotten', forgotten);
    route(method, '/status', failWithStatus);
    route(method, '/twice', twice);
    route(method, '/overruled', overruled);
    route(method, '/half', half);
    route(method, '/stream', stream);
    route(method, '/late', late);
    route(method, '/breaks', breaks);
    route(method, '/endless', endless);
    route(method, '/source', source);
    route(method, '/leftovers', leftovers);
    route(method, '/slow', slow);
    route(method, '/plain', (context) => context.send(200, { 'content-type': 'text/plain' }, 'plain'));
  }
  registerForms(route);
  registerCounted(route);
}

/** `/respond?response=forbidden&args=["Only the owner may"]&times=1000&fault=view-throws` */
function respond(context: Context): unknown {
  const query = queryOf(context);
  const fault = query.get('fault');
  const local = query.get('local');
  if (local !== null) context.local?.('visitor', local);
  if (fault !== null && !context.fault(fault)) return context.send(200, { 'content-type': 'text/plain' }, 'this host cannot have that fault');
  const [first, ...rest] = JSON.parse(query.get('args') ?? '[]') as unknown[];
  // An argument that is too long for an address is repeated here.
  const times = Number(query.get('times') ?? 1);
  const grown = times === 1 ? first : typeof first === 'string' ? first.repeat(times) : Array.from({ length: times }, () => first).flat();
  return context.respond(query.get('response') ?? 'notFound', ...(first === undefined ? [] : [grown, ...rest]));
}

/** `/next?fault=override-200`: the fault breaks the next override that runs, in another request. */
function next(context: Context): unknown {
  const known = context.fault(`next-${queryOf(context).get('fault')}`);
  return context.send(known ? 200 : 501, { 'content-type': 'text/plain' }, '');
}

/** `/hostile?value=frozen&how=throw`: a value that makes reading it fail is thrown, passed to a rejection, or passed to a response. */
function hostile(context: Context): unknown {
  const query = queryOf(context);
  const name = query.get('value') ?? '';
  const value = name.startsWith('quoting-') ? QUOTING[name.slice('quoting-'.length)]?.() : HOSTILE[name]?.make();
  const how = query.get('how');
  if (how === 'throw') throw value;
  if (how === 'reject') return Promise.reject(value);
  return context.respond(how ?? 'serverError', value);
}

/** `/status?error=status-code&how=reject&reply=404`: fails with an error that has its own status, or after a status was set on the reply. */
function failWithStatus(context: Context): unknown {
  const query = queryOf(context);
  const reply = query.get('reply');
  const name = query.get('error') ?? '';
  if (reply !== null) context.status?.(Number(reply));
  for (const [field, value] of Object.entries(JSON.parse(query.get('set') ?? '{}') as Record<string, string>)) context.set?.(field, value);
  const error = (reply === null ? OWN_STATUSES : WITH_REPLY_STATUS)[name]?.make();
  if (query.get('how') === 'reject') return Promise.reject(error);
  throw error;
}

/** `/forgotten?where=data&mark=…`: an `await` is missing, and the promise rejects. */
function forgotten(context: Context): unknown {
  const query = queryOf(context);
  const { response, args } = (FORGOTTEN[query.get('where') ?? ''] as Forget)(() => Promise.reject(new Error(`lost ${SECRET} ${query.get('mark')}`)));
  if (response === 'throw') throw args[0];
  return context.respond(response, ...args);
}

/** `response` is the response that is called with `args`, or "throw". Then the first argument is thrown. */
type Forget = (ask: () => Promise<never>) => { readonly response: string; readonly args: readonly unknown[] };

/** Promises without `await`, by their place in a call. */
export const FORGOTTEN: Readonly<Record<string, Forget>> = {
  data: (ask) => ({ response: 'ok', args: [ask()] }),
  member: (ask) => ({ response: 'ok', args: [{ boats: ask() }] }),
  list: (ask) => ({ response: 'ok', args: [[1, ask(), 3]] }),
  deep: (ask) => ({ response: 'ok', args: [{ fleet: new Map([['north', new Set([{ boats: [{ owner: ask() }] }])]]), at: new Date(0) }] }),
  class: (ask) => ({ response: 'ok', args: [Object.assign(Object.create({ isPage: true }), { boats: ask() })] }),
  'to-json': (ask) => ({ response: 'ok', args: [{ toJSON: () => ({ boats: ask() }) }] }),
  created: (ask) => ({ response: 'created', args: [{ id: 7 }, ask()] }),
  message: (ask) => ({ response: 'notFound', args: [ask()] }),
  issues: (ask) => ({ response: 'badRequest', args: [[ask()]] }),
  field: (ask) => ({ response: 'badRequest', args: [{ email: ask() }] }),
  redirect: (ask) => ({ response: 'badRequest', args: ['Not valid', ask()] }),
  flash: (ask) => ({ response: 'badRequest', args: ['Not valid', { redirectTo: '/signup', flash: { warning: ask() } }] }),
  options: (ask) => ({ response: 'forbidden', args: ['Only the owner may', ask()] }),
  cause: (ask) => ({ response: 'conflict', args: ['Taken', { cause: ask() }] }),
  headers: (ask) => ({ response: 'forbidden', args: ['Only the owner may', { headers: { 'x-owner': ask() } }] }),
  errors: (ask) => ({ response: 'serverError', args: [[new Error('first'), ask()]] }),
  'in-an-error': (ask) => ({ response: 'notFound', args: [Object.assign(new Error('m'), { data: { boats: [{ owner: ask() }] } })] }),
  resolved: (ask) => ({ response: 'ok', args: [Promise.resolve({ boats: [ask()] })] }),
  thrown: (ask) => ({ response: 'throw', args: [ask()] }),
  'in-what-was-thrown': (ask) => ({ response: 'throw', args: [Object.assign(new Error('m'), { details: { boats: ask() } })] }),
  'in-a-thrown-400': (ask) => ({
    response: 'throw',
    args: [Object.assign(new Error('m'), { name: 'BadRequestError', status: 400, statusCode: 400, expose: true, data: { boats: ask() } })],
  }),
};

function twice(context: Context): unknown {
  context.respond('notFound');
  return context.respond('serverError', new Error(`second ${SECRET}`));
}

/** Sends a failure, and then a success with the host's own function: `/overruled?response=badRequest` */
function overruled(context: Context): unknown {
  context.respond(queryOf(context).get('response') ?? 'badRequest', 'the failure');
  return context.send(200, { 'content-type': 'text/plain', 'x-after': 'yes', etag: '"after"' }, 'the success after it');
}

/** Fails after the head was sent. */
async function half(context: Context): Promise<unknown> {
  context.write('the first half');
  await new Promise((resolve) => setTimeout(resolve, 50));
  if (queryOf(context).get('how') === 'throw') throw new Error(`half way ${SECRET}`);
  return context.respond('serverError', new Error(`half way ${SECRET}`));
}

/** Fails after an event stream has begun. */
async function stream(context: Context): Promise<unknown> {
  context.write('data: the first event\n\n', 'text/event-stream');
  await new Promise((resolve) => setTimeout(resolve, 50));
  const query = queryOf(context);
  const response = query.get('response');
  if (response === null) throw new Error(`half way ${SECRET}`);
  return context.respond(response, ...(JSON.parse(query.get('args') ?? '[]') as unknown[]));
}

/** `/late?how=reject`: fails after the whole answer was sent. */
function late(context: Context): unknown {
  const query = queryOf(context);
  context.send(200, { 'content-type': 'text/plain' }, 'whole');
  const error = new Error(`too late ${SECRET} ${query.get('mark')}`);
  if (query.get('how') === 'reject') return Promise.reject(error);
  throw error;
}

/** A handler that has set header fields for a body, and then fails: `/leftovers?set={"etag":"x"}&response=serverError` */
function leftovers(context: Context): unknown {
  const query = queryOf(context);
  for (const [name, value] of Object.entries(JSON.parse(query.get('set') ?? '{}') as Record<string, string>)) context.set?.(name, value);
  const response = query.get('response');
  if (response !== null) return context.respond(response);
  throw new Error(`after setting fields ${SECRET}`);
}

async function slow(context: Context): Promise<unknown> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  return context.respond('serverError', new Error(`slow ${SECRET} ${queryOf(context).get('mark')}`));
}
