import { dashed, isSecretName } from './secret-names.ts';

/**
 * The probability that the text after a name and `=` or `:` is a secret. `certain`: it is a secret with any shape. `line`: the name is a header field,
 * and the rest of the line is the secret. `possible`: prose and code use the name too (`key`, `session`, `email`), so the value must look like a secret.
 */
export type Certainty = 'certain' | 'line' | 'possible';

const LINE = /^(?:set-cookie2?|cookie2?|(?:proxy-|x-)*authorization|x-[a-z\d-]*(?:key|token|secret|auth))$/;
/** Names that describe a secret, but do not hold one: `passwordLength`, `token_type`, `TokenExpiredError`, `AuthService`. */
const ABOUT =
  /(?:length|size|count|limit|type|ur[il]|endpoint|name|policy|expiry|expires|expired|expiration|expires-?in|ttl|timeout|(?:max|min)-?age|required|field|file|path|rules?|strength|format|status|errors?|exception|version|alg|algorithm|enabled|issuer|index|position|service|manager|provider|controller|module|plugin|strategy|guard|handler|middleware|store|factory|validator|parser|verifier|hasher|generator|helper|repository|model|schema|s3)$/;
/** Plural names, which often hold a count: `max_tokens=4096`, `# passes: 12`. */
const MANY = /(?:tokens|secrets|passwords|passes|pass|keys|credentials|sessions|cookies)$/;
const CERTAIN =
  /passw|passphrase|passcode|passkey|pass$|pwd|secret|token|(?:api|app|private|access|account|client|shared|master|sign|signing|encryption|decryption|admin|service|licen[cs]e|storage|webhook|auth|ssh|pgp|function|subscription|publishable|project|server)keys?$|cookie|(?:session|sess)id$|cvv|cvc|ssn$|otp$|authorization|signature$|mnemonic|bearer|hmac|phrase$|salt$/;
const POSSIBLE = /(?:^|-)(?:signature|salt|seed|pass|bearer|csrf|xsrf)$/;

/** Results by name, because a text repeats few names: `js`, `level`, `password`. Only short names, which V8 copies: a longer one would keep its whole text. */
const known = new Map<string, Certainty | undefined>();
const SHORT = 12;
const MAX_NAMES = 512;

/** How certain the name marks a secret. `undefined` for a name without a secret. */
export function certaintyOf(name: string): Certainty | undefined {
  // In `file.js:10:5` the part before the colon is a file extension. In `config.password` it is a member.
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (last.length < 2) return undefined;
  if (last.length > SHORT) return judged(last);
  if (known.has(last)) return known.get(last);
  if (known.size >= MAX_NAMES) known.clear();
  const certainty = judged(last);
  known.set(last, certainty);
  return certainty;
}

function judged(last: string): Certainty | undefined {
  if (!isSecretName(last)) return undefined;
  const parts = dashed(last).replace(/^-|-$/g, '');
  if (LINE.test(parts)) return 'line';
  if (ABOUT.test(parts)) return undefined;
  const letters = parts.replaceAll('-', '');
  return !POSSIBLE.test(parts) && (CERTAIN.test(letters) || !/key|api|email|certificate|auth|session|credential|crypt|pass/.test(letters))
    ? 'certain'
    : 'possible';
}

/** Whether the name is plural. A number after it is a count, and not a secret. */
export function isPlural(name: string): boolean {
  return MANY.test(name.toLowerCase());
}
