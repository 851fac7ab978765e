import { describe, expect, it } from 'vitest';
import type { Answer } from '../answer/answer.ts';
import { checkLeaks } from '../checks/leaks.ts';
import { findLeaks } from './find-leaks.ts';
import { secretsIn } from './secrets-in.ts';

const SECRET = 'Insert into "berths" & <quays> of größe failed';

function answer(body: string, headers: Readonly<Record<string, string>> = {}, type = 'text/html', status = 500): Answer {
  return { status, followed: false, body, fields: new Map(Object.entries({ 'content-type': type, ...headers }).map(([name, value]) => [name, [value]])) };
}

const leaks = (text: string, error: unknown = new Error(SECRET)) => findLeaks(answer(text), secretsIn(error));
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('findLeaks()', () => {
  it.each([
    ['as it is', SECRET],
    ['JSON', JSON.stringify({ detail: SECRET })],
    ['JSON with every character escaped', SECRET.replace(/./gs, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)],
    ['HTML', SECRET.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
    ['HTML by number', SECRET.replace(/\W/gs, (one) => `&#${one.charCodeAt(0)};`)],
    ['HTML by hexadecimal number', SECRET.replace(/\W/gs, (one) => `&#x${one.charCodeAt(0).toString(16)};`)],
    ['a URL', encodeURIComponent(SECRET)],
    ['a form', new URLSearchParams({ q: SECRET }).toString()],
    ['base64', base64(SECRET)],
    ['base64url', Buffer.from(SECRET).toString('base64url')],
    ['base64 behind one byte', base64(`x${SECRET}`)],
    ['base64 behind two bytes', base64(`xy${SECRET}`)],
    ['base64 in lines', base64(`${'a longer text '.repeat(6)}${SECRET}`).replace(/.{76}/g, '$&\r\n')],
    ['base64 of JSON', base64(JSON.stringify({ err: SECRET }))],
    ['a URL in an attribute', `<a href="?e=${encodeURIComponent(JSON.stringify(SECRET)).replaceAll('%22', '&quot;')}">`],
    ['JSON in an attribute', `<div data-props="${JSON.stringify({ e: SECRET }).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">`],
    ['base64 in a URL', `?e=${encodeURIComponent(base64(SECRET))}`],
    ['small letters', SECRET.toLowerCase()],
    ['capitals', `<h1>${SECRET.toUpperCase()}</h1>`],
    ['words that are marked', SECRET.replace('into', '<b class="word">into</b>').replace('failed', '<wbr><em>failed</em>')],
    ['several lines', SECRET.replaceAll(' ', '\n    ')],
    ['spaces that do not break', SECRET.replaceAll(' ', '&nbsp;')],
    ['a body of more than two million characters', 'x'.repeat(2_000_001) + SECRET],
    ['cut', `The error was: ${SECRET.slice(0, 48)}`],
  ])('finds the message in %s', (_how, text) => {
    expect(leaks(text)).not.toEqual([]);
    expect(leaks(text, new Error('another message, of another failure'))).toEqual([]);
  });

  it.each([
    ['its cause', new Error('no', { cause: new Error(SECRET) })],
    ['the cause of its cause', new Error('no', { cause: { cause: SECRET } })],
    ['an error of several', new AggregateError([new Error(SECRET)], 'no')],
    ['an own member', Object.assign(new Error('no'), { sql: SECRET })],
    ['a member of a member', Object.assign(new Error('no'), { config: { headers: [{ authorization: SECRET }] } })],
    ['a Map', Object.assign(new Error('no'), { seen: new Map([['sql', SECRET]]) })],
    ['header fields', Object.assign(new Error('no'), { headers: new Headers({ authorization: encodeURI(SECRET) }) })],
    ['bytes', Object.assign(new Error('no'), { body: Buffer.from(SECRET) })],
    ['a member that is not enumerable', Object.defineProperty(new Error('no'), 'sql', { value: SECRET })],
    ['a member named `name` of a member', Object.assign(new Error('no'), { customer: { name: SECRET } })],
    ['a value that is no error', { reason: SECRET }],
    ['a text', SECRET],
  ])('looks for the text of %s', (_where, value) => {
    expect(leaks(`<p>${SECRET} ${encodeURI(SECRET)}</p>`, value)).not.toEqual([]);
  });

  it('looks for the address of a URL', () => {
    const url = new URL('postgres://ann:hunter2@db-7.internal/orders');
    expect(leaks(`<p>no answer from ${url}</p>`, Object.assign(new Error('no rope'), { url }))).toMatchObject([{ secret: { from: 'url' } }]);
    expect(leaks('<p>postgres</p>', url)).toEqual([]);
  });

  it('looks for the paths of the stack, and for long numbers', () => {
    const error = Object.assign(new Error('no rope'), { port: 54_321, errno: -111 });
    expect(leaks(import.meta.filename, error)).toMatchObject([{ secret: { from: 'stack' } }]);
    expect(leaks('<p>db:54321</p>', error)).toMatchObject([{ secret: { from: 'port' } }]);
    expect(leaks('<p>1543210 and 111</p>', error)).toEqual([]);
  });

  it('finds the header field and the cookie', () => {
    const found = findLeaks(answer('', { 'x-debug': base64(SECRET), 'set-cookie': `flash=${encodeURIComponent(SECRET)}; Path=/` }), secretsIn(SECRET));
    expect(found.map(({ place, how }) => [place, how])).toEqual([
      ['header x-debug', 'base64'],
      ['cookie flash', 'URL-escaped'],
    ]);
  });

  it('finds a short message as a word only, and not in the styles of a page', () => {
    expect(leaks('<p>boom</p>', new Error('boom'))).toHaveLength(1);
    expect(leaks('<style>.boom{}</style><p>boomerang</p>', new Error('boom'))).toEqual([]);
  });

  it('compares a text that has elements itself', () => {
    expect(leaks('<p>boom</p>', '<strong>b</strong>')).toEqual([]);
    expect(leaks('<p><strong>b</strong></p>', '<strong>b</strong>')).toHaveLength(1);
  });

  it('does not join the cells of a table', () => {
    expect(leaks('<td>1234</td><td>5678</td>', '12345678')).toEqual([]);
    expect(leaks('<td>12345678</td>', '12345678')).toHaveLength(1);
  });

  it('leaves out the name of the class of an error', () => {
    expect(leaks('<p>RopeError Rope</p>', Object.assign(new Error('no', { cause: { name: 'Rope', message: 'none' } }), { name: 'RopeError' }))).toEqual([]);
  });

  it('leaves out the title of the status, which needs no error', () => {
    expect(leaks('<h1>Internal Server Error</h1>', new Error('Internal Server Error'))).toEqual([]);
    expect(leaks('<h1>Not Found</h1>', new Error('Not Found'))).toHaveLength(1);
  });

  it('ends with a value that refers to itself, and with a getter that throws', () => {
    const error = Object.assign(new Error(SECRET), { self: undefined as unknown });
    error.self = error;
    Object.defineProperty(error, 'broken', { enumerable: true, get: () => JSON.parse('') });
    expect(leaks(SECRET, error)).not.toEqual([]);
  });
});

describe('checkLeaks()', () => {
  it('names each place, what is there and how it is escaped', () => {
    const { differences } = checkLeaks('toLeakNothing()', answer(`<p>${encodeURIComponent(SECRET)}</p>`), [SECRET]);
    expect(differences).toEqual([`page: has the text (URL-escaped): ${JSON.stringify(`<p>${SECRET}</p>`)}`]);
  });

  it.each([undefined, null, '', {}, [], Object.assign(Object.create(null), { status: 500 })])(
    'refuses a value in which there is nothing to look for: %s',
    (value) => {
      expect(() => checkLeaks('toLeakNothing()', answer(''), [value])).toThrow(
        /toLeakNothing\(\) got an argument that it cannot use\. Found .*nothing to look for/,
      );
    },
  );

  it('refuses a call without an argument', () => {
    expect(() => checkLeaks('toLeakNothing()', answer(''), [])).toThrow(/Found no argument/);
  });
});
