import type { FlashStore } from '../../core/ports/flash-store.ts';
import type { Level } from '../../core/ports/logger.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { FlashOptions } from '../../core/settings/form-options.ts';
import type { Options } from '../../core/settings/options.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { refuseUnknown } from '../../core/values/known-names.ts';
import type { NothingLeft } from '../../core/values/nothing-left.ts';
import { quote } from '../../core/values/quote.ts';
import type { CookieTerms } from '../flash/flash-cookies.ts';
import { fieldKey } from '../page/field-names.ts';
import type { FieldChoice } from '../page/old-input.ts';
import { sealedFlash } from '../stores/sealed-flash.ts';
import { type BaseOf, baseOption } from './base.ts';
import { isHttps } from './https.ts';
import { isSame, type ReturnValues, returnValues } from './return-value.ts';

const SHORTEST_SECRET = 32;
const LONGEST_LIFETIME = 24 * 60 * 60;
/** The beginning of every sealed cookie. No store's value begins with it. */
const SEALED = 'Fe26.2*';

/** The functions and settings that forms need from the host. */
export interface FormPowers {
  /** The environment of the server. */
  readonly mode: 'development' | 'production';
  /** Fills the array with random bytes, and returns it. */
  random(bytes: Uint8Array): Uint8Array;
  /** Returns a keyed hash as base64url. Its key is derived from the secret for this purpose. */
  hmac(secret: string, purpose: string): (text: string) => string;
  /** Writes one log record. */
  readonly log: (level: Level, record: object, line: string) => void;
  /** Is called with the id and the text of each flash that a store has taken. A test reads the flash there. */
  readonly kept?: (id: string, text: string) => void;
}

/** The options of forms, checked and with every default filled in. */
export interface FormSettings {
  /** The stores in the order of use. Empty: forms are answered in place. */
  readonly stores: readonly FlashStore[];
  /** Returns the store that keeps the flash for this cookie's value. */
  storeOf(value: string): FlashStore | undefined;
  /** Requests whose flash no store took. The page in place does not wait for the stores a second time. */
  readonly unkept: WeakSet<object>;
  /** The status of the redirect that sends a form back. */
  readonly redirectStatus: 302 | 303;
  /** The lifetime of a flash, in seconds. */
  readonly lifetime: number;
  /** The app's own origins, from the option `origin`. */
  readonly origins: readonly string[];
  /** Returns the prefix of paths that a proxy has removed from this request. */
  readonly baseOf: BaseOf;
  /** The fields to restore or to omit. */
  readonly fields: FieldChoice;
  /** Reads and writes the hidden field `_return`. */
  readonly returns: ReturnValues;
  /** Signs the addresses to which redirects hand a flash on. */
  readonly hops: { sign(text: string): string; verify(text: string, mac: string): boolean };
  /** Returns the current time, in seconds since 1970. */
  readonly now: () => number;
  /** Returns the terms by which this request's flash cookies are usable. */
  cookieTerms(request: IncomingRequest): CookieTerms;
  readonly random: FormPowers['random'];
  readonly log: FormPowers['log'];
  readonly kept: FormPowers['kept'];
}

type FormSettingsOptions = { readonly [Name in 'flash' | 'origin' | 'base' | 'preset']?: Options[Name] | undefined };

/**
 * Checks the options of forms and fills in the defaults.
 *
 * @throws HalyardError E_OPTION, E_OPTION_UNKNOWN
 */
export function formSettings({ flash, origin, base, preset }: FormSettingsOptions, powers: FormPowers): FormSettings {
  const origins = originsOf(origin);
  const baseOf = baseOption(base);
  const { store, lifetime = 180, keep = [], omit = [], secret, ...left }: FlashOptions = flash === false ? {} : checkedFlash(flash ?? {});
  left satisfies NothingLeft;
  const configured = flash === false ? [] : secretsOf(secret);
  // A fresh secret is made at its first use, because Workers have no random bytes at start.
  const secrets = once(() => (configured.length > 0 ? configured : [freshSecret(powers)]));
  const isSealed = flash !== false && (configured.length > 0 || (secret === undefined && powers.mode === 'development' && store === undefined));
  const sealed = isSealed ? sealedFlash(secrets) : undefined;
  const stores = [store, sealed].filter((one) => one !== undefined);
  const macs = once(() => secrets().map((secret) => returnValues(powers.hmac(secret, 'halyard return value'), seconds)));
  // The id of a flash in a store is secret enough. So servers that have no secret, and share a store, read each other's hops.
  const hops = once(() => (isSealed ? secrets() : ['no secret']).map((one) => powers.hmac(one, 'halyard flash hop')));
  return {
    stores,
    storeOf: (value) => (value.startsWith(SEALED) ? sealed : store),
    unkept: new WeakSet(),
    redirectStatus: (typeof preset === 'object' ? preset.redirectStatus : undefined) ?? 303,
    lifetime,
    origins,
    baseOf,
    fields: { keep: new Set(keep.map(fieldKey)), omit: new Set(omit.map(fieldKey)) },
    returns: {
      write: (address, nonce) => (macs()[0] as ReturnValues).write(address, nonce),
      read: (value) => firstDefined(macs(), (mac) => mac.read(value)),
      nonce: (value) => firstDefined(macs(), (mac) => mac.nonce(value) || undefined) ?? '',
    },
    hops: { sign: (text) => (hops()[0] as Hmac)(text), verify: (text, mac) => hops().some((hmac) => isSame(mac, hmac(text))) },
    now: seconds,
    cookieTerms: (request) => ({ https: isHttps(request, origins), base: baseOf(request), lifetime, now: seconds() }),
    random: powers.random,
    log: powers.log,
    kept: powers.kept,
  };
}

type Hmac = ReturnType<FormPowers['hmac']>;

const seconds = (): number => Date.now() / 1_000;

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function firstDefined<T, R>(items: readonly T[], read: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const result = read(item);
    if (result !== undefined) return result;
  }
  return undefined;
}

const FLASH = Object.keys({ secret: true, store: true, lifetime: true, keep: true, omit: true } satisfies Record<keyof FlashOptions, true>);

function checkedFlash(flash: FlashOptions): FlashOptions {
  const { secret: _, store, lifetime, keep, omit } = flash;
  refuseUnknown(flash, FLASH, (name) => quote(`flash.${name}`));
  if (store !== undefined && (typeof store?.put !== 'function' || typeof store.take !== 'function' || !(store.limit > 0)))
    refuse('flash.store without the methods put and take, or without a limit', 'redisFlash(client), sessionFlash(), or an object of that shape');
  if (lifetime !== undefined && !(Number.isInteger(lifetime) && lifetime >= 1 && lifetime <= LONGEST_LIFETIME))
    refuse(`flash.lifetime: ${quote(lifetime)}`, `whole seconds from 1 to ${LONGEST_LIFETIME}`);
  for (const [name, list] of Object.entries({ keep, omit })) {
    if (list !== undefined && !(Array.isArray(list) && list.every((item) => typeof item === 'string')))
      refuse(`flash.${name} that is no list of texts`, "names of fields, such as ['iban']");
  }
  return flash;
}

/** A message about the secret never quotes it. */
function secretsOf(secret: FlashOptions['secret']): readonly string[] {
  if (secret === undefined) return [];
  const secrets = Array.isArray(secret) ? secret : [secret];
  if (secrets.length === 0) refuse('flash.secret: an empty list', 'one secret at least');
  for (const one of secrets) {
    if (typeof one !== 'string') refuse(`flash.secret of type ${typeof one}`, 'a text, or a list of texts');
    if (one.length < SHORTEST_SECRET)
      refuse(
        `flash.secret of ${one.length} characters`,
        `${SHORTEST_SECRET} at least`,
        'Make one with `openssl rand -base64 32`, and keep it outside the code.',
      );
  }
  return secrets;
}

function freshSecret({ random }: FormPowers): string {
  return [...random(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function originsOf(origin: Options['origin']): readonly string[] {
  const list = origin === undefined ? [] : typeof origin === 'string' ? [origin] : origin;
  return list.map((address) => {
    const { origin: parsed = '', pathname = '', search = '', hash = '', username = '' } = URL.canParse(address) ? new URL(address) : {};
    if (!/^https?:\/\//.test(parsed) || pathname !== '/' || search !== '' || hash !== '' || username !== '')
      refuse(`origin: ${JSON.stringify(address)}`, 'a scheme, a host and perhaps a port, such as https://harbour.example');
    return parsed;
  });
}

function refuse(found: string, expected: string, todo?: string): never {
  throw new HalyardError('E_OPTION', { found, expected, ...(todo === undefined ? undefined : { todo }) });
}
