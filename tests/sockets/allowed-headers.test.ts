import { createServer } from 'node:http';
import { type SocketResponses, halyard as sockets } from 'halyard/socket-io';
import { Server } from 'socket.io';
import { describe, expect, it } from 'vitest';
import { IDENTITIES } from './identity-headers.ts';

describe('answerVerbs({ headers })', () => {
  const answerVerbs = (headers: unknown): void => {
    const responses: SocketResponses = sockets(new Server(createServer()), { logger: false });
    responses.answerVerbs({ headers: headers as readonly string[] });
  };

  it.each([
    ...IDENTITIES.filter((name) => !['x-tenant', 'x-anything-at-all', 'x-auth-user', 'x-authenticated-userid', 'range'].includes(name)),
    'host',
    'Cookie',
    'set-cookie',
    'origin',
    'referer',
    'user-agent',
    'forwarded',
    'via',
    'x-forwarded-for',
    'X-Forwarded_Host',
    'x-real-ip',
    'cf-connecting-ip',
    'sec-fetch-site',
    'connection',
    'content-length',
    'content-type',
    'transfer-encoding',
    'upgrade',
    'accept',
    'proxy-authorization',
    'X-Vouch-User',
    'WL-Proxy-Client-IP',
    'x-oauth2-proxy-user',
    'X-Remote-Port',
    'l5d-client-id',
  ])('rejects %s, because only the handshake may set it', (name) => {
    expect(() => answerVerbs(['x-tenant', name])).toThrow(/^E_OPTION: .*Found headers: \[".+"\]/);
  });

  it.each([
    ['a text', 'x-tenant'],
    ['no name', ['a b']],
    ['a line break', ['x\r\ny']],
    ['a number', [1]],
    ['an empty name', ['']],
    ['null', null],
  ])('rejects %s', (_what, headers) => {
    expect(() => answerVerbs(headers)).toThrow(/E_OPTION/);
  });

  it('accepts other names', () => {
    expect(() => answerVerbs(['x-tenant', 'X-Api-Key', 'x-access-token', 'x-request-id', 'authorization'])).not.toThrow();
  });

  it('rejects an option that does not exist, with the name that was meant', () => {
    const responses = sockets(new Server(createServer()), { logger: false });
    expect(() => responses.answerVerbs({ header: ['x-tenant'] } as never)).toThrow(
      /^E_OPTION_UNKNOWN: .*"header" for answerVerbs\(\).*Did you mean "headers"\?/s,
    );
  });
});
