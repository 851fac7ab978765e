import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oldInput } from './old-input.ts';

const NONE = { keep: new Set<string>(), omit: new Set<string>() };
const restored = (submitted: unknown, choice: Partial<typeof NONE> = {}, longest = 8_192): Record<string, unknown> => ({
  ...oldInput(submitted, { ...NONE, ...choice }, longest),
});

/** Names of fields with secrets in forms and libraries: those of Rails and Django, one-time codes and cards. */
const SECRETS = [
  ...['password', 'Password', 'passwd', 'pass', 'pwd', 'password_confirmation', 'newPassword', 'new-password', 'user_pwd', 'passphrase', 'passcode'],
  ...['secret', 'client_secret', 'token', 'accessToken', 'csrf_token', 'csrfmiddlewaretoken', 'authenticity_token', '_csrf', '_token', '_method', '_return'],
  ...['apiKey', 'api_key', 'otp', 'ssn', 'cvv', 'cvc', 'sessionId', 'authorization', 'authorizationCode', 'credentials', 'emailPassword'],
  ...['pin', 'pin_code', 'cardNumber', 'card-no', 'iban', 'securityCode', 'oneTimeCode', 'one-time-code', 'verification_code', 'mfaCode', '2fa'],
];

describe('oldInput', () => {
  it('has no piece of a JSON body that was sent as a form', () => {
    const typed = new URLSearchParams(JSON.stringify({ user: 'ann', password: 'a&ann:hunter72&b' }));
    expect(restored(Object.fromEntries([...typed, ['form:email', 'ann@example.com']]))).toEqual({ 'form:email': 'ann@example.com' });
  });

  it('is the submitted values, by the name of the field in dots', () => {
    expect(restored({ boat: 'Petrel', nights: 3, insured: true, address: { city: 'Yarmouth' }, 'crew[0][name]': 'Ann', days: ['sat', 'sun'] })).toEqual({
      boat: 'Petrel',
      nights: '3',
      insured: 'true',
      'address.city': 'Yarmouth',
      'crew.0.name': 'Ann',
      days: ['sat', 'sun'],
    });
    expect(restored({ crew: [{ name: 'Ann' }, { name: 'Ben' }] })).toEqual({ 'crew.0.name': 'Ann', 'crew.1.name': 'Ben' });
  });

  it.each(['email', 'e-mail', 'e_mail', 'user[email]', 'emailAddress', 'passengers', 'passenger.name', 'keywords', 'author', 'authors[0]', 'boat', 'message'])(
    'has the field %s, whose name only resembles a secret',
    (name) => {
      expect(Object.values(restored({ [name]: 'Petrel' }))).toEqual(['Petrel']);
    },
  );

  it.each(SECRETS)('has no field %s, however it is nested or written', (name) => {
    const typed = {
      [name]: 'hunter2',
      user: { [name]: 'hunter2', deep: [{ [name]: 'hunter2' }] },
      [`user[${name}]`]: 'hunter2',
      [`user.${name}`]: ['hunter2'],
    };
    expect(restored({ ...typed, [name.toUpperCase()]: 'hunter2', [name]: { value: 'hunter2' } })).toEqual({});
  });

  it('contains no secret, whatever surrounds it', () => {
    const nested = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constant('hunter2'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }),
      ),
    })).value;
    fc.assert(
      fc.property(fc.constantFrom(...SECRETS), nested, fc.string({ maxLength: 5 }), (name, value, around) => {
        expect(restored({ [name]: value, [around.replaceAll(/[.[\]]/g, '')]: { [name]: value } })).toEqual({});
      }),
    );
  });

  it.each([
    ['a card number', '4111 1111 1111 1111'],
    ['a token', 'Bearer abcdefghijklmnop'],
    ['a JSON Web Token', `eyJhbGciOiJIUzI1NiJ9.${'a'.repeat(20)}.${'b'.repeat(20)}`],
    ['an address with a password', 'https://ann:hunter2@harbour.example/'],
    ['a private key', `-----BEGIN PRIVATE KEY-----${'A'.repeat(40)}-----END PRIVATE KEY-----`],
    ['what no field can hold', 'a\0b'],
  ])('has no %s, whatever the name of its field', (_, value) => {
    expect(restored({ note: value, notes: ['fine', value] })).toEqual({ notes: 'fine' });
  });

  it('has a telephone number and a number that is not a card’s', () => {
    expect(restored({ phone: '+44 1983 760321', reference: '4111 1111 1111 1112' })).toEqual({ phone: '+44 1983 760321', reference: '4111 1111 1111 1112' });
  });

  it('has a box that was ticked, whatever its name is', () => {
    const ticked = { reset_password: 'on', show: { token: 'true' }, enable_otp: ['no', 'yes'], authenticity: 'An original print' };
    expect(restored(ticked)).toEqual({ reset_password: 'on', 'show.token': 'true', enable_otp: ['no', 'yes'], authenticity: 'An original print' });
    expect(restored({ password: 'onwards', pin: ['1', '0'], user: { consent: 'on' } }, { omit: new Set(['consent']) })).toEqual({});
  });

  it('has no file, and only text', () => {
    const file = new File(['x'], 'papers.pdf');
    expect(restored({ papers: file, bytes: new Uint8Array(3), when: new Date(0), none: null, nothing: undefined, f: () => 'x', boat: 'Petrel' })).toEqual({
      boat: 'Petrel',
    });
  });

  it('follows the app’s options: it has the fields to keep, and lacks the fields to omit', () => {
    expect(restored({ token: 'abc', user: { pin: '1234' } }, { keep: new Set(['token', 'user.pin']) })).toEqual({ token: 'abc', 'user.pin': '1234' });
    expect(restored({ boat: 'Petrel', crew: { name: 'Ann' } }, { omit: new Set(['boat', 'name']) })).toEqual({});
    expect(restored({ boat: 'Petrel' }, { keep: new Set(['boat']), omit: new Set(['boat']) })).toEqual({});
  });

  it('has no value and no name above the limits, and no more fields than a form has', () => {
    expect(restored({ boat: 'x'.repeat(11), note: 'x'.repeat(10) }, {}, 10)).toEqual({ note: 'x'.repeat(10) });
    expect(restored({ ['n'.repeat(129)]: 'Petrel' })).toEqual({});
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`field${i}`, 'x']));
    const tooLong = new Set<string>();
    expect(Object.keys(oldInput(many, NONE, 100, { tooLong }))).toHaveLength(256);
    expect([tooLong.size, tooLong.has('field256')]).toEqual([256, true]);
  });

  it('has every value of a long list, and names a list that is longer than that', () => {
    const tooLong = new Set<string>();
    const list = (length: number): string[] => Array.from({ length }, (_, i) => `${i}`);
    const old = oldInput({ countries: list(195), days: list(1_000) }, NONE, 100, { tooLong });
    expect(old['countries']).toEqual(list(195));
    expect(old['days']).toHaveLength(256);
    expect([...tooLong]).toEqual(['days']);
  });

  it('has every row of a list, and fields of nested lists', () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({ qty: `${i}`, options: [{ label: { en: 'Red' } }] }));
    const tooLong = new Set<string>();
    const old = oldInput({ order: { items: rows } }, NONE, 100, { tooLong });
    expect([old['order.items.59.qty'], old['order.items.59.options.0.label.en']]).toEqual(['59', 'Red']);
    expect(Object.keys(old)).toHaveLength(120);
    expect([...tooLong]).toEqual([]);
  });

  it('names every field that is left out, also for the number of its values or its depth', () => {
    const tooLong = new Set<string>();
    const list = (length: number): string[] => Array.from({ length }, (_, i) => `tag ${i}`);
    const rows = Array.from({ length: 40 }, (_, i) => ({ qty: String(i + 1) }));
    const nested = (inner: unknown, length: number): unknown => Array.from({ length }).reduce((value) => ({ a: value }), inner);
    const old = oldInput(
      { tags: list(256), all: list(300), rows, a: nested('Petrel', 8), ['n'.repeat(129)]: 'Petrel', password: list(300), empty: nested({}, 7) },
      NONE,
      100,
      { tooLong },
    );
    expect([old['tags']?.length, old['rows.39.qty'], Object.hasOwn(old, 'password')]).toEqual([256, '40', false]);
    expect([...tooLong]).toEqual(['all', 'a.a.a.a.a.a.a.a']);
  });

  it('is empty, and never throws, if nothing was submitted', () => {
    const circle: Record<string, unknown> = { boat: 'Petrel' };
    circle['self'] = circle;
    const throwing = {
      boat: 'Petrel',
      get bad(): string {
        throw new Error('no');
      },
    };
    expect(restored(circle)['boat']).toBe('Petrel');
    expect(restored(throwing)).toEqual({ boat: 'Petrel' });
    for (const one of [undefined, null, 'text', 7, Buffer.from('a=b'), new Map([['a', 'b']])]) expect(restored(one)).toEqual({});
  });

  it('has fields of any name, and no prototype', () => {
    const old = oldInput(JSON.parse('{"__proto__":"a","constructor":"b","toString":"c"}'), NONE, 100);
    expect(Object.getPrototypeOf(old)).toBe(null);
    // A name with a leading underscore is a framework's field.
    expect({ ...old }).toEqual({ constructor: 'b', toString: 'c' });
  });
});
