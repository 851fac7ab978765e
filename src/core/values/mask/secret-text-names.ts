import { dashed, isSecretName } from './secret-names.ts';

/**
 * What a name before `=` or `:` says of the text behind it. `certain`: a secret, whatever it looks like. `line`: a header field, whose value is
 * the rest of the line. `possible`: `key`, `session`, `email` and others, which prose and code use too; the value has to look like a secret.
 */
export type Certainty = 'certain' | 'line' | 'possible';

const LINE = /^(?:set-cookie2?|cookie2?|(?:proxy-|x-)*authorization|x-[a-z\d-]*(?:key|token|secret|auth))$/;
/** About a secret, and none itself: `passwordLength`, `token_type`, `TokenExpiredError`, `AuthService`. */
const ABOUT =
  /(?:length|size|count|limit|type|ur[il]|endpoint|name|policy|expiry|expires|expired|expiration|expires-?in|ttl|timeout|(?:max|min)-?age|required|field|file|path|rules?|strength|format|status|errors?|exception|version|alg|algorithm|enabled|issuer|index|position|service|manager|provider|controller|module|plugin|strategy|guard|handler|middleware|store|factory|validator|parser|verifier|hasher|generator|helper|repository|model|schema|s3)$/;
/** A count: `max_tokens=4096`, `# passes: 12`. */
const MANY = /(?:tokens|secrets|passwords|passes|pass|keys|credentials|sessions|cookies)$/;
const CERTAIN =
  /passw|passphrase|passcode|passkey|pass$|pwd|secret|token|(?:api|app|private|access|account|client|shared|master|sign|signing|encryption|decryption|admin|service|licen[cs]e|storage|webhook|auth|ssh|pgp|function|subscription|publishable|project|server)keys?$|cookie|(?:session|sess)id$|cvv|cvc|ssn$|otp$|authorization|signature$|mnemonic|bearer|hmac|phrase$|salt$/;
const POSSIBLE = /(?:^|-)(?:signature|salt|seed|pass|bearer|csrf|xsrf)$/;

/** `js`, `level`, `password`: a text has few names, and has them often. Only short ones, which V8 copies: a longer one would keep the text it is a part of. */
const known = new Map<string, Certainty | undefined>();
const SHORT = 12;
const MOST = 512;

export function certaintyOf(name: string): Certainty | undefined {
  // In `file.js:10:5` what is before the colon is an extension, and in `config.password` a member.
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (last.length < 2) return undefined;
  if (last.length > SHORT) return judged(last);
  if (known.has(last)) return known.get(last);
  if (known.size >= MOST) known.clear();
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

/** More than one of what the name says: how many there are is no secret. */
export function isPlural(name: string): boolean {
  return MANY.test(name.toLowerCase());
}
