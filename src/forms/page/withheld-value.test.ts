import { describe, expect, it } from 'vitest';
import { isWithheldValue } from './withheld-value.ts';

const SECRETS: Readonly<Record<string, string>> = {
  'a card number': '4111 1111 1111 1111',
  'a card number without groups': '4111111111111111',
  'a card number with dashes': ' 5555-5555-5555-4444\n',
  'an American Express card': '3782 822463 10005',
  'a card number with spaces that do not break': '4111\u00a01111\u202f1111\u00a01111',
  'a card number with long dashes': '4111\u20131111\u20131111\u20131111',
  'a card number with invisible characters': '4111\u200b1111\u200b1111\u200b1111',
  'a card number in wide digits': '\uff14\uff11\uff11\uff11 1111 1111 1111',
  'a card number with two spaces': '4111  1111  1111  1111',
  'a whole header field': 'Authorization: Bearer abcdefghijklmnop',
  'a private key of PGP': `-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${'A'.repeat(40)}`,
  'a bearer header': 'Bearer abcdefghijklmnop',
  'a basic header': `Basic ${btoa('ann:hunter2')}`,
  'a JSON Web Token': `eyJhbGciOiJIUzI1NiJ9.${'a'.repeat(20)}.${'b'.repeat(20)}`,
  'a key of Stripe': ['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dc'].join('_'),
  'a key of GitHub': `ghp_${'aB3'.repeat(12)}`,
  'an address with a password': 'https://ann:hunter2@harbour.example/',
  'a private key': `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(40)}\n-----END PRIVATE KEY-----`,
};

const ORDINARY: readonly string[] = [
  'Our basic membership costs too much',
  'Basic membership',
  'Basic TypeScript',
  'basic knowledge of French101',
  'the bearer of the standard',
  'Bearer of bad news',
  'Token of appreciation2024',
  'The password: hunter2 did not work, and my token is abc123def456',
  'Please charge 4111 1111 1111 1111 as we said',
  'My key is sk_live_ and then nothing',
  '490154203237518', // an IMEI with a valid check digit
  '35-209900-176148-1', // another one
  '4111 1111 1111 1112', // no valid check digit
  '9780306406157', // an ISBN
  '+44 1983 760321',
  '1234567890128', // an EAN
  'GB82 WEST 1234 5698 7654 32',
  'DE89370400440532013000',
  'de89370400440532013000',
  '112-5839275-3910461', // an order number
  'Authorization: see the second page of the contract',
  '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  'https://harbour.example/berths?page=2',
  'password=hunter2',
  'ann@example.com',
  'eyJ',
  '',
];

describe('isWithheldValue', () => {
  it.each(Object.entries(SECRETS))('accepts %s', (_, value) => {
    expect(isWithheldValue(value)).toBe(true);
  });

  it.each(ORDINARY)('refuses %j', (value) => {
    expect(isWithheldValue(value)).toBe(false);
  });
});
