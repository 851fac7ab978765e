import { MASKED } from '../../core/values/mask.ts';
import { maskPairs } from './mask-pairs.ts';

/** Hashes of passwords: bcrypt, argon2, scrypt, and those of `crypt(3)`. */
const HASH = /\$(?:2[abxy]?|argon2[a-z]{1,2}|scrypt|pbkdf2[\w-]{0,16}|[156y])\$[^\s"'`<>\\]{16,512}/g;
/** Keys of services that are too short for a run, or that have signs in it. */
const KEYS =
  /\b(?:sq[apu]_[\da-f]{40}|(?:vc[pkair]|re|rnd|sl)_[A-Za-z\d_]{20,256}|access_token\$production\$[\w$]{16,128}|access-(?:sandbox|development|production)-[\da-f-]{20,64}|[\da-f]{32}-us\d{1,3})\b/g;
/** `//user:password@host`, and `user:password@host` without a scheme. Names of packages and of mailboxes have the same signs. */
const USER =
  /(?<![\w.%+@:-])(?!(?:npm|jsr|workspace|mailto|sips?|acct|xmpp|node|file|git|patch|catalog):)([\w.%+-]{1,64}:)([^\s:/@"'`<>()[\]{},;$]{3,128})(?=@(?!sha\d{3}:)[A-Za-z\d])/g;
const ORACLE = /(:thin:[\w$]{1,32}\/)[^\s@"'`:]{1,64}(?=@)/gi;
/** The password of a command: `mysql -u root -phunter2`. */
const COMMAND = /( -p)[^\s"'`[]{3,64}/g;
const CLIENT = /\b(?:mysql|mariadb|sshpass)/;
/** `password hunter2`, as in a .netrc. */
const WORDS = /(\b(?:password|passwd|passphrase|pwd)[ \t]{1,8})(?=[a-z\d]{0,64}\d)(?=\d{0,64}[a-z])([\w!#$%&*+-]{6,128})(?![\w(.:=])/gi;
/** A run that is as long as a key. An identifier or a path has fewer changes between its letters and digits, and the id of an entity has one case. */
const RUN = /[\w+-]{32,}={0,2}/g;
/** The secret key of AWS has forty signs, with slashes in it. */
const AWS = /(?<![\w/+])[A-Za-z\d/+]{40}(?![\w/+=])/g;

/**
 * A text without the secrets that the mask of log records does not look for, because it runs in production too: keys without a prefix, hashes of
 * passwords, credentials without a scheme, and values in pairs. The number of lines stays.
 */
export function maskMore(text: string): string {
  if (text.length < 8) return text;
  const masked = text
    .replace(HASH, MASKED)
    .replace(KEYS, MASKED)
    .replace(USER, (whole, user: string, value: string) => (/^\d{1,5}$/.test(value) ? whole : user + MASKED))
    .replace(ORACLE, `$1${MASKED}`)
    .replace(COMMAND, CLIENT.test(text) ? `$1${MASKED}` : '$&')
    .replace(WORDS, `$1${MASKED}`)
    .replace(RUN, (run) => (isMixed(run) && changesOf(run) * 8 >= Math.min(run.length, 256) ? MASKED : run))
    .replace(AWS, (run) => (isMixed(run) && changesOf(run) > 5 ? MASKED : run));
  return maskPairs(masked);
}

function isMixed(run: string): boolean {
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run);
}

/** How often a letter is beside a digit. */
function changesOf(run: string): number {
  return run.slice(0, 256).match(/[a-z](?=\d)|\d(?=[a-z])/gi)?.length ?? 0;
}
