import { halyard } from '../../src/adapters/fetch/fetch.ts';
import { badRequest } from '../../src/core/responses/bad-request.ts';
import { messageReplies } from '../../src/hosting/sockets/message-replies.ts';

type Fetch = Parameters<ReturnType<typeof halyard>['fetch']>[0];
type Reply = Parameters<Fetch>[1];

/** How an app hands on what a validation gave it. */
export const TELLINGS: Readonly<Record<string, (reply: Reply, given: never) => unknown>> = {
  badRequest: (reply, given) => reply.badRequest(given),
  unprocessableContent: (reply, given) => reply.unprocessableContent(given),
  conflict: (reply, given) => reply.conflict(given),
  forbidden: (reply, given) => reply.forbidden(given),
  notFound: (reply, given) => reply.notFound(given),
  unauthorized: (reply, given) => reply.unauthorized(undefined, { cause: given }),
  serverError: (reply, given) => reply.serverError(given),
  'serverError with a list': (reply, given) => reply.serverError([new Error('first'), given]),
  serviceUnavailable: (reply, given) => reply.serviceUnavailable(given),
  'the cause of a badRequest': (reply, given) => reply.badRequest('Not valid', { cause: given }),
  'the cause of a serverError': (reply, given) => reply.serverError('Not valid', { cause: given }),
  thrown: (_, given) => {
    throw given;
  },
  'thrown as badRequest': (_, given) => {
    throw badRequest(given);
  },
  'the cause of an Error': (_, given) => {
    throw new Error(`The login failed: ${String((given as { message?: unknown } | undefined)?.message)}`, { cause: given });
  },
  'in an AggregateError': (_, given) => {
    throw new AggregateError([given, new Error('second')], 'Two failed');
  },
  'the cause of a cause': (_, given) => {
    throw new Error('first', { cause: new Error('second', { cause: given }) });
  },
  'a member of data': (reply, given) => reply.badRequest({ outcome: given } as never),
  'deep in data': (reply, given) => reply.conflict({ forms: [{ name: 'login', outcome: [given] }] } as never),
  'a list of lists': (reply, given) => reply.badRequest([[given]] as never),
  'what Promise.allSettled() gives': (reply, given) => reply.unprocessableContent([{ status: 'rejected', reason: given }] as never),
  'the errors of an object': (reply, given) => reply.badRequest({ errors: listOf(given) } as never),
  'the problems of an object': (reply, given) => reply.unprocessableContent({ form: 'login', problems: listOf(given) } as never),
  'thrown with a list as its errors': (_, given) => {
    throw { errors: listOf(given) };
  },
  'thrown with a list as its message': (_, given) => {
    throw { statusCode: 400, error: 'Bad Request', message: listOf(given) };
  },
  'thrown with a list in its data': (_, given) => {
    throw { status: 422, data: { form: 'login', problems: listOf(given) } };
  },
};

/** The list that an app takes out of what a library gave it: of entries, beside which the value is still there. */
function listOf(given: unknown): unknown {
  const { details, inner, errors, issues, array } = (given ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof array === 'function') return array.call(given);
  return [given, details, inner, errors, issues].find((list) => Array.isArray(list) && list.some((entry) => typeof entry === 'object')) ?? [given];
}

export const FORMATS = ['application/problem+json', 'application/json', 'text/html', 'text/plain', 'text/markdown'];

/** An app in the process itself. `said`: everything that its clients and its log have seen since it was last asked. */
export function app(environment: 'production' | 'development', preset?: 'sails-1' | 'sails-0.9') {
  let lines: string[] = [];
  const log = (...line: readonly unknown[]): void => void lines.push(JSON.stringify(line));
  const options = { environment, disclose: environment === 'development', logger: { error: log, warn: log, info: log, debug: log }, ...(preset && { preset }) };
  let handler: Fetch = () => undefined as never;
  const fetch = halyard(options).fetch((...args) => handler(...args));
  const { responder, reply } = messageReplies('ws', options);
  return {
    async answer(telling: string, given: unknown, accept: string): Promise<string> {
      lines = [];
      handler = (_, res) => TELLINGS[telling]?.(res, given as never) as never;
      const response = await fetch(new Request('http://127.0.0.1/login', { method: 'POST', headers: { accept } }));
      return [response.status, JSON.stringify([...response.headers]), await response.text(), ...lines].join('\n');
    },
    /** What a client of a socket gets, and the log. */
    async onSocket(given: unknown): Promise<string> {
      lines = [];
      const sent: string[] = [];
      const message = {
        socket: {},
        event: 'login',
        handshake: { headers: {}, httpVersion: '1.1', socket: {} },
        isOpen: true,
        send: (value: unknown) => void sent.push(JSON.stringify(value)),
      };
      await (reply(message as never) as unknown as Reply).badRequest(given as never);
      await responder.fail(reply(message as never), given);
      return [...sent, ...lines].join('\n');
    },
  };
}
