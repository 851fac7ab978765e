import express from 'express';
import { defaults, seal } from 'iron-webcrypto';
import { describe, expect, it } from 'vitest';
import { halyard } from '../../src/adapters/express/express.ts';
import { addressLabel } from '../../src/forms/flash/flash-cookies.ts';
import { sessionFlash } from '../../src/forms/stores/session-flash.ts';
import { type Visitor, visit } from '../support/visitor.ts';

const SECRET = 'a secret of more than thirty-two letters';
const PURPOSE = 'halyard flash cookie 1';

/** Seals a text as the first release did, without any code of this release. */
async function sealed(text: string, purpose = PURPOSE): Promise<string> {
  const { subtle } = globalThis.crypto;
  const encoder = new TextEncoder();
  const material = await subtle.importKey('raw', encoder.encode(SECRET), 'HKDF', false, ['deriveBits']);
  const bits = new Uint8Array(
    await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: encoder.encode(purpose) }, material, 68 * 8),
  );
  const id = [...bits.subarray(64)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const key = { id, encryption: bits.slice(0, 32), integrity: bits.slice(32, 64) };
  return seal(text, key, { ...defaults, ttl: 180_000, timestampSkewSec: 0, encode: String });
}

const idOf = (letters = '0123456789abcdef'): string => `${Date.now().toString(36)}-${letters}`;
const now = (): number => Math.floor(Date.now() / 1_000);
const note = (...more: readonly unknown[]): string =>
  JSON.stringify([1, '/page', now(), '', [['Tell us its name.', ['boat']]], { boat: 'Petrel', tags: ['sea', 'sky'] }, { success: ['Saved.'] }, ...more]);

/** Opens a browser that has a cookie of another release, and shows a page twice. */
async function shownWith(cookies: Readonly<Record<string, string>>, options: object = {}) {
  const lines: string[] = [];
  const logger = Object.fromEntries(['debug', 'info', 'warn', 'error'].map((level) => [level, (...texts: unknown[]) => lines.push(`${level} ${texts}`)]));
  const app = express();
  halyard(app, { environment: 'production', logger: logger as never, flash: { secret: SECRET, ...options } });
  app.get('/page', ({ res }) => {
    const { form } = res as express.Response;
    const html = [
      form.summary(),
      form.error('boat'),
      form.attributes('boat'),
      form.askAgain(),
      form.group('tags[]', ['sea'], { legend: 'Tags', type: 'checkbox' }),
    ];
    (res as express.Response).json({
      html: html.join(''),
      boat: form.old('boat'),
      tags: form.oldList('tags'),
      success: form.flash('success'),
      all: form.read(),
    });
  });
  const visitor: Visitor = await visit(app);
  for (const [name, value] of Object.entries(cookies)) visitor.cookies.set(name, value);
  const first = await visitor.open('/page');
  const second = await visitor.open('/page');
  expect([first.status, second.status]).toEqual([200, 200]);
  return {
    first: JSON.parse(first.text),
    second: JSON.parse(second.text),
    left: [...visitor.cookies.keys()],
    loud: lines.filter((line) => /^(?:warn|error)/.test(line)),
  };
}

const label = addressLabel('/page');
const cookieOf = (id: string, more = ''): string => `halyard.${label}.${id}${more}`;

describe('a flash cookie of an older release', () => {
  it.each<[string, readonly unknown[]]>([
    ['without the names of withheld fields', []],
    ['with the names of withheld fields', [[['password'], ['photo']]]],
  ])('is shown once and removed: %s', async (_, more) => {
    const id = idOf();
    const { first, second, left, loud } = await shownWith({ [cookieOf(id)]: await sealed(`${id} ${note(...more)}`) });
    expect(first).toMatchObject({ boat: 'Petrel', tags: ['sea', 'sky'], success: ['Saved.'], html: expect.stringContaining('Tell us its name.') });
    expect(second).toMatchObject({ boat: '', tags: [], success: [], all: null });
    expect([left, loud]).toEqual([[], []]);
  });
});

describe('a flash cookie that this release cannot read', () => {
  const id = idOf();
  it.each<[string, () => Promise<Record<string, string>>]>([
    ['another version of the note', async () => ({ [cookieOf(id)]: await sealed(`${id} ${JSON.stringify([2, { to: '/page' }])}`) })],
    ['another packing', async () => ({ [cookieOf(id)]: await sealed(`${id}!${note()}`) })],
    ['a compressed note that is none', async () => ({ [cookieOf(id)]: await sealed(`${id}~AAAA`) })],
    ['another purpose of the seal', async () => ({ [cookieOf(id)]: await sealed(`${id} ${note()}`, 'halyard flash cookie 0') })],
    ['a note that is no JSON', async () => ({ [cookieOf(id)]: await sealed(`${id} [1,"/page"`) })],
    ['a note that is cut', async () => ({ [cookieOf(id)]: (await sealed(`${id} ${note()}`)).slice(0, -9) })],
    ['another id in the seal', async () => ({ [cookieOf(id)]: await sealed(`${idOf('fedcba9876543210')} ${note()}`) })],
    ['a value of a store that is no longer there', async () => ({ [cookieOf(id)]: '1' })],
    ['an empty value', async () => ({ [cookieOf(id)]: '' })],
    ['a second part without its first', async () => ({ [cookieOf(id, '.2')]: (await sealed(`${id} ${note()}`)).slice(99) })],
    ['issues of another form', async () => ({ [cookieOf(id)]: await sealed(`${id} ${JSON.stringify([1, '/page', now(), '', { boat: 1 }, {}, {}])}`) })],
  ])('is removed quietly: %s', async (_, cookies) => {
    const { first, second, left, loud } = await shownWith(await cookies());
    expect(first).toMatchObject({ boat: '', tags: [], success: [], all: null });
    expect([second, left, loud]).toEqual([first, [], []]);
  });

  it.each<[string, unknown]>([
    ['values that are no texts', { boat: 7, tags: { 0: 'sea' }, email: null, days: [1, null, ['sun']] }],
    ['values in a list', ['Petrel']],
  ])('breaks no page: %s', async (_, old) => {
    const { left, loud } = await shownWith({
      [cookieOf(id)]: await sealed(
        `${id} ${JSON.stringify([1, '/page', now(), '', [[null, 'boat'], 5, [['a'], [{}]]], old, { success: 'Saved.', info: [7] }, 3])}`,
      ),
    });
    expect([left, loud]).toEqual([[], []]);
  });

  it('is removed quietly if the flash waited in a session that is gone', async () => {
    const { first, left, loud } = await shownWith({ [cookieOf(id)]: '1' }, { store: sessionFlash() });
    expect([first.all, left, loud]).toEqual([null, [], []]);
  });
});
