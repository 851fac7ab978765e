import createError from 'http-errors';
import { afterEach, describe, expect, it } from 'vitest';
import { responseForError } from '../error-mapping/response-for-error.ts';
import { Occurrence } from '../pipeline/occurrence.ts';
import type { Environment } from '../ports/environment.ts';
import type { Representation } from '../ports/representation.ts';
import type { IncomingRequest } from '../ports/request.ts';
import { safeOutcome } from '../responses/define-response.ts';
import { badGateway, methodNotAllowed, notFound, tooManyRequests } from '../responses/index.ts';
import { type Settings, settingsOf } from '../settings/settings.ts';

const environment: Environment = {
  mode: 'production',
  modeReason: 'it is set by the test',
  now: () => performance.now(),
  random: (bytes) => crypto.getRandomValues(bytes),
  logger: { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} },
};
const request = {
  method: 'GET',
  url: '/',
  httpVersion: '1.1',
  remoteAddress: '192.0.2.1',
  header: () => undefined,
  replyHeader: () => undefined,
} as unknown as IncomingRequest;
const settings = settingsOf({ logger: false }, environment);
const prototype = Object.prototype as unknown as Record<string, unknown>;
let polluted: readonly string[] = [];

/** Prototype pollution through a vulnerable dependency: a member that every object inherits. */
function pollute(members: Readonly<Record<string, unknown>>): void {
  polluted = Object.keys(members);
  Object.assign(prototype, members);
}

/** The whole answer as one text, because a comparison of objects could ignore inherited members. */
function textOf(error: unknown, by: Settings = settings): string {
  const { entry, args } = responseForError(error, by.mapping);
  const outcome = safeOutcome(entry.definition, args);
  const { status, headers, body } = new Occurrence(by, request, outcome, 'REFE-RENC').represent() as Representation;
  const fields = Object.keys(headers).map((field) => `${field}: ${String(headers[field])}`);
  return [status, String(outcome.concealAs), ...fields, body].join('\n');
}

afterEach(() => {
  for (const name of polluted) delete prototype[name];
});

describe('with a polluted Object.prototype', () => {
  const errors: readonly [string, () => unknown][] = [
    ['an Error', () => new Error('the password is hunter2')],
    ['a thrown text', () => 'the password is hunter2'],
    ['notFound()', () => notFound()],
    ['methodNotAllowed()', () => methodNotAllowed({ allow: ['GET'] })],
    ['tooManyRequests()', () => tooManyRequests({ retryAfter: 3 })],
    ['badGateway() with a message for the log', () => badGateway('the upstream is 10.0.0.5')],
    ['an error of http-errors', () => createError(404, 'No such berth')],
  ];
  const pollutions: readonly Readonly<Record<string, unknown>>[] = [
    { status: 418 },
    { statusCode: 201 },
    { expose: true },
    { expose: true, status: 404, statusCode: 404 },
    { headers: { 'x-polluted': 'yes', 'set-cookie': 'sid=polluted' } },
    { 'x-polluted': 'yes' },
    { detail: 'polluted' },
    { data: { polluted: 1 } },
    { code: 'E_POLLUTED', type: 'https://polluted.example' },
    { concealAs: 'ok' },
    { dataIsBody: true },
    { view: 'polluted', redirectTo: '//polluted.example', format: 'markdown' },
  ];

  for (const members of pollutions) {
    it(`${JSON.stringify(members)} changes no answer`, () => {
      const clean = errors.map(([name, make]) => [name, textOf(make())]);
      pollute(members);
      const answers = errors.map(([name, make]) => [name, textOf(make())]);
      for (const name of polluted) delete prototype[name];
      expect(answers).toEqual(clean);
    });
  }

  it('an option that the app did not set keeps its default', () => {
    pollute({ disclose: true, environment: 'development', logger: false });
    const answer = textOf(new Error('the password is hunter2'), settingsOf({}, environment));
    expect(answer).not.toContain('hunter2');
  });
});
