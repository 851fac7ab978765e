import { describe, expect, it } from 'vitest';
import { localClients } from '../../hosting/shared/local-clients.ts';
import type { Environment } from '../ports/environment.ts';
import type { IncomingRequest } from '../ports/request.ts';
import type { Options } from './options.ts';
import { settingsOf } from './settings.ts';

function environmentOf(mode: Environment['mode'], lines: string[] = []): Environment {
  const write = (_: object, message: string): void => {
    lines.push(message);
  };
  const modeReason = mode === 'development' ? 'NODE_ENV is not set' : 'NODE_ENV is "production"';
  const logger = { error: write, warn: write, info: write, debug: write };
  return { mode, modeReason, now: () => 0, random: (bytes) => bytes, logger, localClients: localClients(modeReason) };
}

function requestFrom(remoteAddress: string, fields: Readonly<Record<string, string>> = { host: 'localhost' }): IncomingRequest {
  return {
    remoteAddress,
    localPort: 80,
    httpVersion: '1.1',
    header: (name: string) => fields[name],
    fieldNames: () => Object.keys(fields),
  } as unknown as IncomingRequest;
}

const here = requestFrom('127.0.0.1');
const elsewhere = requestFrom('192.0.2.1');

describe('settings.reveals', () => {
  it.each<[string, Environment['mode'], Options, boolean, boolean]>([
    ['development, by default', 'development', {}, true, false],
    ['production, by default', 'production', {}, false, false],
    ['development, disclose: false', 'development', { disclose: false }, false, false],
    ['production, disclose: local', 'production', { disclose: 'local' }, true, false],
    ['development, disclose: { hosts }', 'development', { disclose: { hosts: ['localhost:5173'] } }, true, false],
    ['production, disclose: { hosts }', 'production', { disclose: { hosts: ['localhost:5173'] } }, false, false],
    ['development, disclose: proved, in an environment without proofs', 'development', { disclose: 'proved' }, false, false],
    ['production, disclose: proved', 'production', { disclose: 'proved' }, false, false],
    ['production, disclose: true', 'production', { disclose: true }, true, true],
    ['a function of the request', 'production', { disclose: ({ remoteAddress }) => remoteAddress === '192.0.2.1' }, false, true],
    ['a function that returns another value than true', 'production', { disclose: (() => 'yes') as never }, false, false],
    [
      'a function that throws',
      'development',
      {
        disclose: () => {
          throw new Error('no');
        },
      },
      false,
      false,
    ],
    ['the option environment over NODE_ENV', 'development', { environment: 'production' }, false, false],
    ['the option environment over NODE_ENV, the other way', 'production', { environment: 'development' }, true, false],
  ])('%s', (_, mode, options, toHere, toElsewhere) => {
    const { reveals } = settingsOf(options, environmentOf(mode)).disclosure;
    expect(reveals(here)).toBe(toHere);
    expect(reveals(elsewhere)).toBe(toElsewhere);
  });

  it('logs once why errors are shown, and which setting decides it', () => {
    const lines: string[] = [];
    const { reveals } = settingsOf({}, environmentOf('development', lines)).disclosure;
    reveals(here);
    reveals(here);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('NODE_ENV is not set');
    expect(lines[0]).toContain('NODE_ENV=production');
  });

  it('logs once for each reason why errors are hidden in development', () => {
    const lines: string[] = [];
    const { reveals } = settingsOf({}, environmentOf('development', lines)).disclosure;
    for (let i = 0; i < 3; i++) {
      reveals(elsewhere);
      reveals(requestFrom('127.0.0.1', { host: 'localhost', via: '1.1 proxy' }));
    }
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/another machine.*disclose/);
    expect(lines[1]).toMatch(/proxy.*disclose/);
  });

  it('names a front-end server on this machine, but only the first few of many', () => {
    const lines: string[] = [];
    const { reveals } = settingsOf({ disclose: { hosts: ['localhost:8080'] } }, environmentOf('development', lines)).disclosure;
    for (let port = 5_173; port < 5_273; port++) reveals(requestFrom('127.0.0.1', { host: `localhost:${port}` }));
    reveals(requestFrom('127.0.0.1', { host: 'dev.example:5173' }));
    expect(lines).toHaveLength(5);
    expect(lines[0]).toContain("set the option disclose: { hosts: ['localhost:8080', 'localhost:5173'] }.");
    expect(lines.join('\n')).not.toContain('dev.example');
  });

  it('logs in production only that a proof counts in development only', () => {
    const lines: string[] = [];
    settingsOf({ disclose: { key: 'a key of the developer, in no repository' } }, environmentOf('production', lines)).disclosure.reveals(here);
    expect(lines).toEqual([expect.stringContaining('development only')]);
    expect(lines[0]).not.toContain('a key of the developer');
  });

  it('logs no such line in production', () => {
    const lines: string[] = [];
    settingsOf({}, environmentOf('production', lines)).disclosure.reveals(here);
    expect(lines).toEqual([]);
  });

  it('decides even if the logger throws', () => {
    const logger = { error: fail, warn: fail, info: fail, debug: fail };
    expect(settingsOf({ logger }, environmentOf('development')).disclosure.reveals(here)).toBe(true);
  });
});

describe('settingsOf', () => {
  it('refuses the same options as checkOptions', () => {
    expect(() => settingsOf({ deadline: -1 }, environmentOf('production'))).toThrow(/E_OPTION: .*deadline: -1/s);
  });

  it.each(['Bearer\r\nSet-Cookie: a=b', 'Bearer realm="Größe — ⚓"', '\u0000'])('refuses a challenge that cannot be sent: %j', (challenge) => {
    expect(() => settingsOf({ challenge }, environmentOf('production'))).toThrow(/E_OPTION: .*challenge/s);
  });

  it('refuses the name of a format that does not exist', () => {
    expect(() => settingsOf({ format: 'jsno' }, environmentOf('production'))).toThrow(/E_OPTION: .*"jsno"/s);
  });

  it("accepts the name of one of the app's own formats", () => {
    const csv = { name: 'csv', mediaType: 'text/csv', render: () => ({ body: 'a', contentType: 'text/csv', value: 'a' }) };
    const settings = settingsOf({ format: 'csv', formats: [csv] }, environmentOf('production'));
    expect(settings.negotiation.negotiate(here, settings.negotiation.format(here))[0]).toMatchObject({ name: 'csv', mediaType: 'text/csv' });
  });

  it('copies the options, so that a later change has no effect', () => {
    const locals = { app: 'Harbour' };
    const settings = settingsOf({ locals }, environmentOf('production'));
    locals.app = 'changed';
    expect(settings.rendering.locals).toEqual({ app: 'Harbour' });
  });

  it("catches errors of the app's hooks", () => {
    const settings = settingsOf({ format: fail, context: fail }, environmentOf('production'));
    expect(settings.negotiation.format(here)).toBeUndefined();
    expect(settings.report.context?.({})).toBeUndefined();
  });

  it.each<[Options['home'], string | undefined]>([
    [undefined, '/'],
    [false, undefined],
    ['/start', '/start'],
  ])('home: %s leads to %s', (home, expected) => {
    expect(settingsOf(home === undefined ? {} : { home }, environmentOf('production')).rendering.home).toBe(expected);
  });
});

function fail(): never {
  throw new Error('no');
}
