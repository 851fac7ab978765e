import { halyard } from '../../src/adapters/fetch/fetch.ts';
import { badRequest } from '../../src/core/responses/bad-request.ts';
import { messageReplies } from '../../src/hosting/sockets/message-replies.ts';

type Fetch = Parameters<ReturnType<typeof halyard>['fetch']>[0];
type Reply = Parameters<Fetch>[1];

/** Each way in which an app passes the result of a validation on. */
export const CALLS: Readonly<Record<string, (reply: Reply, result: never) => unknown>> = {
  badRequest: (reply, result) => reply.badRequest(result),
  unprocessableContent: (reply, result) => reply.unprocessableContent(result),
  conflict: (reply, result) => reply.conflict(result),
  forbidden: (reply, result) => reply.forbidden(result),
  notFound: (reply, result) => reply.notFound(result),
  unauthorized: (reply, result) => reply.unauthorized(undefined, { cause: result }),
  serverError: (reply, result) => reply.serverError(result),
  'serverError with a list': (reply, result) => reply.serverError([new Error('first'), result]),
  serviceUnavailable: (reply, result) => reply.serviceUnavailable(result),
  'the cause of a badRequest': (reply, result) => reply.badRequest('Not valid', { cause: result }),
  'the cause of a serverError': (reply, result) => reply.serverError('Not valid', { cause: result }),
  thrown: (_, result) => {
    throw result;
  },
  'thrown as badRequest': (_, result) => {
    throw badRequest(result);
  },
  'the cause of an Error': (_, result) => {
    throw new Error(`The login failed: ${String((result as { message?: unknown } | undefined)?.message)}`, { cause: result });
  },
  'in an AggregateError': (_, result) => {
    throw new AggregateError([result, new Error('second')], 'Two failed');
  },
  'the cause of a cause': (_, result) => {
    throw new Error('first', { cause: new Error('second', { cause: result }) });
  },
  'a member of data': (reply, result) => reply.badRequest({ outcome: result } as never),
  'deep in data': (reply, result) => reply.conflict({ forms: [{ name: 'login', outcome: [result] }] } as never),
  'a list of lists': (reply, result) => reply.badRequest([[result]] as never),
  'the result of Promise.allSettled()': (reply, result) => reply.unprocessableContent([{ status: 'rejected', reason: result }] as never),
  'the errors of an object': (reply, result) => reply.badRequest({ errors: listOf(result) } as never),
  'the problems of an object': (reply, result) => reply.unprocessableContent({ form: 'login', problems: listOf(result) } as never),
  'thrown with a list as its errors': (_, result) => {
    throw { errors: listOf(result) };
  },
  'thrown with a list as its message': (_, result) => {
    throw { statusCode: 400, error: 'Bad Request', message: listOf(result) };
  },
  'thrown with a list in its data': (_, result) => {
    throw { status: 422, data: { form: 'login', problems: listOf(result) } };
  },
};

/** Finds the list of entries in a validation result, as an app does. The result itself may still hold the value beside that list. */
function listOf(result: unknown): unknown {
  const { details, inner, errors, issues, array } = (result ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof array === 'function') return array.call(result);
  return [result, details, inner, errors, issues].find((list) => Array.isArray(list) && list.some((entry) => typeof entry === 'object')) ?? [result];
}

export const FORMATS = ['application/problem+json', 'application/json', 'text/html', 'text/plain', 'text/markdown'];

/** An app in this process. Each call returns everything that its clients and its log received because of it. */
export function app(environment: 'production' | 'development', preset?: 'sails-1' | 'sails-0.9') {
  let lines: string[] = [];
  const log = (...line: readonly unknown[]): void => void lines.push(JSON.stringify(line));
  const options = { environment, disclose: environment === 'development', logger: { error: log, warn: log, info: log, debug: log }, ...(preset && { preset }) };
  let handler: Fetch = () => undefined as never;
  const fetch = halyard(options).fetch((...args) => handler(...args));
  const { responder, reply } = messageReplies('ws', options);
  return {
    async answer(call: string, result: unknown, accept: string): Promise<string> {
      lines = [];
      handler = (_, res) => CALLS[call]?.(res, result as never) as never;
      const response = await fetch(new Request('http://127.0.0.1/login', { method: 'POST', headers: { accept } }));
      return [response.status, JSON.stringify([...response.headers]), await response.text(), ...lines].join('\n');
    },
    /** The message that a socket client gets, and the log. */
    async onSocket(result: unknown): Promise<string> {
      lines = [];
      const sent: string[] = [];
      const message = {
        socket: {},
        event: 'login',
        handshake: { headers: {}, httpVersion: '1.1', socket: {} },
        isOpen: true,
        send: (value: unknown) => void sent.push(JSON.stringify(value)),
      };
      await (reply(message as never) as unknown as Reply).badRequest(result as never);
      await responder.fail(reply(message as never), result);
      return [...sent, ...lines].join('\n');
    },
  };
}
