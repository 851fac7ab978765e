import { redirectTarget } from '../../core/values/redirect-target.ts';

/**
 * The hidden field `_return` holds the page of a form, for browsers that send no Referer (helmet's default prevents it). Its nonce shows which results
 * belong to the same rendered page, because a browser sends nothing that distinguishes two tabs.
 */
export interface ReturnValues {
  /** Returns the field's value for the page at this address, or `''` if no form can be sent back to it. */
  write(address: string, nonce?: string): string;
  /** Returns the page's path, if `write` made the value within the last 24 hours. */
  read(value: unknown): string | undefined;
  /** Returns the nonce of the rendered page, if `write` made the value. Returns `''` for any other value, and for one of an older release. */
  nonce(value: unknown): string;
}

const LIFETIME = 24 * 60 * 60;
/** Seconds by which the clocks of several servers may differ. */
const CLOCK_SKEW = 60;
/** The key may sign other texts too. This prefix binds the mac to return values. */
const PURPOSE = 'halyard return value 1\n';
/** `seconds.address.nonce.mac`: base36, base64url, text, base64url. Every part has a limit. Older releases wrote no nonce. */
const SHAPE = /^([\da-z]{1,8})\.([\w-]{1,2731})(?:\.([\w-]{8}))?\.([\w-]{1,128})$/;

/**
 * Makes the functions that write and read the field `_return`.
 *
 * @param hmac A keyed hash of a text, as base64url. Its key is the app's secret, derived for this purpose.
 * @param now Seconds since 1970.
 */
export function returnValues(hmac: (text: string) => string, now: () => number): ReturnValues {
  const opened = (value: unknown): readonly [address: string, nonce: string] | undefined => {
    if (typeof value !== 'string') return undefined;
    const [, seconds, address, nonce, mac] = SHAPE.exec(value) ?? [];
    if (seconds === undefined || address === undefined || mac === undefined) return undefined;
    // The mac is checked first, before any part of the value is used.
    if (!isSame(mac, hmac(PURPOSE + value.slice(0, -mac.length - 1)))) return undefined;
    const age = now() - Number.parseInt(seconds, 36);
    return age >= -CLOCK_SKEW && age < LIFETIME ? [address, nonce ?? ''] : undefined;
  };

  return {
    write(address, nonce = '') {
      const target = redirectTarget(address, []);
      if (target === undefined) return '';
      const head = [Math.floor(now()).toString(36), base64url(target), ...(nonce === '' ? [] : [nonce])].join('.');
      return `${head}.${hmac(PURPOSE + head)}`;
    },
    read(value) {
      const [address] = opened(value) ?? [];
      return address === undefined ? undefined : redirectTarget(textOf(address), []);
    },
    nonce: (value) => opened(value)?.[1] ?? '',
  };
}

/** Compares in constant time, so that a mac cannot be guessed one character at a time. */
export function isSame(actual: string, expected: string): boolean {
  let difference = actual.length ^ expected.length;
  for (let i = 0; i < expected.length; i++) difference |= actual.charCodeAt(i) ^ expected.charCodeAt(i);
  return difference === 0;
}

/** Encodes a target, which is ASCII. */
function base64url(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function textOf(encoded: string): string {
  return atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
}
