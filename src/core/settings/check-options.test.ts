import { describe, expect, it } from 'vitest';
import { badRequest, tooManyRequests } from '../responses/index.ts';
import { HalyardError } from '../values/errors.ts';
import { checkOptions } from './check-options.ts';
import type { Options } from './options.ts';

/** The error for invalid options. */
function mistakeIn(options: unknown): HalyardError {
  try {
    checkOptions(options as Options);
  } catch (error) {
    if (error instanceof HalyardError) return error;
    throw error;
  }
  throw new Error('no mistake was found');
}

const logger = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
const engine = { render: () => undefined };

describe('checkOptions', () => {
  it('accepts every option as it is documented', () => {
    const all: Required<Options> = {
      environment: 'production',
      disclose: 'local',
      logger,
      levels: { 404: 'info', '4xx': false, '5xx': 'warn' },
      report: [() => {}, async () => {}],
      errors: [
        [TypeError, () => undefined],
        [(error: unknown) => error === 7, () => badRequest()],
        ['E_QUOTA', () => tooManyRequests()],
      ],
      upstream: true,
      context: () => ({ user: 1 }),
      preset: { name: 'harbour', formats: [], responses: {} },
      responses: { outOfStock: () => {} },
      views: [engine],
      developmentPage: 'link',
      editor: 'cursor',
      maintenance: { meets: () => undefined },
      locals: { app: 'Harbour' },
      format: 'json',
      formats: [{ name: 'csv', mediaType: 'text/csv', render: () => undefined }],
      sse: false,
      challenge: 'Bearer realm="berths"',
      deadline: 500,
      flash: { secret: 'x'.repeat(32), lifetime: 60 },
      origin: ['https://harbour.example'],
      base: '/app',
      htmx: { target: '#errors' },
      inertia: { component: 'Error' },
      home: '/start',
    };
    expect(() => checkOptions(all)).not.toThrow();
  });

  it.each<Options>([
    {},
    { logger: false },
    { disclose: true },
    { disclose: () => false },
    { disclose: 'proved' },
    { disclose: { hosts: ['localhost:5173', '[::1]:8080', '127.0.0.1:80', 'shop.localhost:3000', 'localhost'] } },
    { disclose: { key: 'a key of the developer, in no repository' } },
    { disclose: { key: undefined } },
    { report: () => {} },
    { views: engine },
    { views: [] },
    { format: () => undefined },
    { home: false },
    { home: 'https://harbour.example/' },
    { deadline: 1 },
  ])('accepts %o', (options) => {
    expect(() => checkOptions(options)).not.toThrow();
  });

  it('treats an undefined option as an absent one', () => {
    expect(() => checkOptions({ logger: undefined, deadline: undefined } as unknown as Options)).not.toThrow();
  });

  it.each<[string, unknown, string, string]>([
    ['environment', 'staging', 'environment: "staging"', "'development' or 'production'"],
    ['disclose', 'always', 'disclose: "always"', "'local'"],
    ['disclose', {}, 'disclose: an object with the members (none)', "{ hosts } with names of this machine such as ['localhost:5173']"],
    ['disclose', null, 'disclose: null', "'proved'"],
    ['disclose', ['localhost:5173'], 'disclose: a list', '{ hosts }'],
    ['disclose', { hosts: [] }, 'disclose: { hosts: [] }', 'names of this machine'],
    ['disclose', { hosts: 'localhost:5173' }, 'disclose: an object with the members hosts', "['localhost:5173']"],
    ['disclose', { hosts: ['dev.example.com'] }, 'disclose: { hosts: ["dev.example.com"] }', 'names of this machine'],
    ['disclose', { hosts: ['localhost:5173', '192.168.1.20:5173'] }, 'disclose: { hosts: ["localhost:5173", "192.168.1.20:5173"] }', 'names of this machine'],
    ['disclose', { hosts: ['http://localhost:5173'] }, 'disclose: { hosts: ["http://localhost:5173"] }', "['localhost:5173']"],
    ['disclose', { hosts: ['localhost.evil.example'] }, 'disclose: { hosts: ["localhost.evil.example"] }', 'names of this machine'],
    ['disclose', { hosts: [5173] }, 'disclose: { hosts: [5173] }', 'names of this machine'],
    ['disclose', { key: 'hunter2' }, 'disclose: { key } with a text of 7 characters', '32 characters or more'],
    ['disclose', { hosts: ['localhost:5173'], key: undefined }, 'disclose: { hosts: ["localhost:5173"] }', '{ hosts }'],
    ['disclose', { host: ['localhost:5173'] }, 'disclose: an object with the members host', '{ hosts }'],
    ['logger', true, 'logger: true', 'error, warn, info and debug'],
    ['logger', { error: () => {} }, 'logger: an object with the members error', 'error, warn, info and debug'],
    ['levels', { 404: 'loud' }, 'levels: an object with the members 404', "'error', 'warn', 'info', 'debug' or false"],
    ['levels', { 200: 'info' }, 'levels: an object with the members 200', "'4xx', '5xx'"],
    ['levels', ['info'], 'levels: a list', 'an object'],
    ['report', 'sentry', 'report: "sentry"', 'a function, or a list of functions'],
    ['report', [() => {}, null], 'report: a list', 'a function, or a list of functions'],
    ['context', {}, 'context: an object with the members (none)', 'a function'],
    ['responses', [], 'responses: a list', 'an object'],
    ['views', './views', 'views: "./views"', 'render(view, locals)'],
    ['views', [engine, {}], 'views: a list', 'render(view, locals)'],
    ['developmentPage', 'own', 'developmentPage: "own"', "true, false or 'link'"],
    ['locals', 'x', 'locals: "x"', 'an object'],
    ['format', 3, 'format: 3', 'the name of a format'],
    ['formats', {}, 'formats: an object', 'a list of formats'],
    ['formats', [{ name: 'csv' }], 'formats: a list', 'name, mediaType, render()'],
    ['challenge', '', 'challenge: ""', 'WWW-Authenticate'],
    ['deadline', '2000', 'deadline: "2000"', 'milliseconds, from 1 to 600000'],
    ['deadline', 0, 'deadline: 0', 'milliseconds'],
    ['deadline', Number.NaN, 'deadline: NaN', 'milliseconds'],
    ['deadline', Number.POSITIVE_INFINITY, 'deadline: Infinity', 'milliseconds'],
    ['home', 'start', 'home: "start"', 'a path such as /'],
    ['home', '//evil.example', 'home: "//evil.example"', 'a path such as /'],
    ['home', 'javascript:alert(1)', 'home: "javascript:alert(1)"', 'a path such as /'],
    ['home', null, 'home: null', 'a path such as /'],
  ])('refuses %s: %o, and names the found and the expected value', (name, value, found, expected) => {
    const mistake = mistakeIn({ [name]: value });
    expect(mistake.code).toBe('E_OPTION');
    expect(mistake.message).toMatch(/^E_OPTION: /);
    expect(mistake.message).toContain(`Found ${found}`);
    expect(mistake.message).toContain(expected);
  });

  it.each<[string, unknown, RegExp]>([
    ['a promise, as load() returns it', Promise.resolve({}), /a promise[\s\S]*await/],
    ['null', null, /null/],
    ['a list', [], /a list/],
    ['a text', 'production', /"production"/],
  ])('refuses %s in place of the options', (_, options, message) => {
    expect(mistakeIn(options)).toMatchObject({ code: expect.stringMatching(/^E_OPTION/), message: expect.stringMatching(message) });
  });

  it.each([
    ['loger', 'logger'],
    ['Logger', 'logger'],
    ['enviroment', 'environment'],
    ['view', 'views'],
    ['veiws', 'views'],
    ['reponses', 'responses'],
    ['response', 'responses'],
    ['disclosure', 'disclose'],
    ['formatter', 'format'],
    ['developmentPages', 'developmentPage'],
    ['developmentpage', 'developmentPage'],
  ])('refuses "%s", and suggests "%s"', (name, near) => {
    const mistake = mistakeIn({ [name]: undefined });
    expect(mistake.code).toBe('E_OPTION_UNKNOWN');
    expect(mistake.message).toContain(`"${name}"`);
    expect(mistake.message).toContain(`Did you mean "${near}"?`);
  });

  it.each([
    [{ host: ['localhost:5173'] }, 'hosts'],
    [{ keys: 'x'.repeat(32) }, 'key'],
  ])('suggests the member of disclose that was meant: %o', (disclose, near) => {
    expect(mistakeIn({ disclose }).message).toContain(`Did you mean "${near}"?`);
  });

  it('suggests no member of disclose for a name that exists', () => {
    expect(mistakeIn({ disclose: { hosts: [] } }).message).not.toContain('Did you mean');
  });

  it('lists the options if no name is similar', () => {
    const { message } = mistakeIn({ quux: 1 });
    expect(message).toContain('environment, disclose, logger');
    expect(message).not.toContain('Did you mean');
  });

  it('ignores inherited members, and refuses the names of Object.prototype', () => {
    expect(mistakeIn({ toString: 1 }).code).toBe('E_OPTION_UNKNOWN');
    expect(mistakeIn(JSON.parse('{"__proto__":1}')).code).toBe('E_OPTION_UNKNOWN');
  });

  it('quotes a long text in part', () => {
    expect(mistakeIn({ home: 'x'.repeat(10_000) }).message.length).toBeLessThan(500);
  });
});
