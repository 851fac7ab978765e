/** A secret of one shape. `plant` makes a text that holds the secret `value`, which differs from place to place. */
export interface Shape {
  readonly name: string;
  /** A value that no other place has. `seed` is a number of the place. */
  readonly value: (seed: number) => string;
  /** The text around the value, as it stands in a message, a header field, a form or a source file. */
  readonly plant: (value: string) => string;
}

const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Random-looking text of this length, always the same for one seed. */
function noise(seed: number, length: number, letters = LETTERS): string {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0;
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += letters[(state >>> 8) % letters.length];
  }
  return text;
}

const UPPER = 'ABCDEFGHIJKLMNPQRSTUVWXYZ234567';
const alone = (value: string): string => value;

/** Thirteen shapes of secrets: keys of services, tokens, credentials in addresses, and values that only their names betray. */
export const SHAPES: readonly Shape[] = [
  { name: 'a Stripe key', value: (seed) => `sk_live_${noise(seed, 28)}`, plant: alone },
  { name: 'an AWS key id', value: (seed) => `AKIA${noise(seed, 16, UPPER)}`, plant: alone },
  { name: 'a GitHub token', value: (seed) => `ghp_${noise(seed, 36)}`, plant: alone },
  { name: 'a Slack token', value: (seed) => `xoxb-${noise(seed, 12, '123456789')}-${noise(seed + 1, 24)}`, plant: alone },
  { name: 'a Google key', value: (seed) => `AIza${noise(seed, 35)}`, plant: alone },
  { name: 'an npm token', value: (seed) => `npm_${noise(seed, 36)}`, plant: alone },
  { name: 'a JSON Web Token', value: (seed) => `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOi${noise(seed, 16)}.${noise(seed + 1, 43)}`, plant: alone },
  { name: 'a bearer token', value: (seed) => noise(seed, 32), plant: (value) => `Authorization: Bearer ${value}` },
  { name: 'credentials in an address', value: (seed) => noise(seed, 18), plant: (value) => `postgres://shop:${value}@db.internal:5432/shop` },
  { name: 'a password by its name', value: (seed) => `pw-${noise(seed, 10)}`, plant: (value) => `password=${value}` },
  { name: 'a secret by its name', value: (seed) => noise(seed, 14), plant: (value) => `client_secret: ${value}` },
  { name: 'an AWS secret by its name', value: (seed) => noise(seed, 40), plant: (value) => `aws_secret_access_key=${value}` },
  { name: 'a session token by its name', value: (seed) => noise(seed, 24), plant: (value) => `session_token=${value}` },
];

/** The places where a secret can stand in a failure. */
export const PLACES = ['message', 'cause', 'excerpt', 'header', 'query', 'cookie', 'form', 'json', 'env', 'member', 'context'] as const;
export type Place = (typeof PLACES)[number];

/** The secret of a shape in a place. */
export function secret(shape: number, place: Place): string {
  return (SHAPES[shape] as Shape).value(1_000 + shape * 100 + PLACES.indexOf(place) * 7);
}

/** The text with the secret of a shape, for a place. */
export function planted(shape: number, place: Place): string {
  return (SHAPES[shape] as Shape).plant(secret(shape, place));
}
