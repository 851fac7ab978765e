import { certaintyOf } from '../../core/values/mask/secret-text-names.ts';
import { isSecretName } from '../../core/values/mask.ts';

/** How certain a name in source code marks the literals next to it as secrets. 0: not at all. 1: a path or a sentence is none. 2: every literal is one. */
export type Level = 0 | 1 | 2;

/** Functions that get a secret as an argument, and words that only source code uses. */
const CODE_NAMES =
  /^(?:sign|verify|create(?:hmac|(?:de)?cipher(?:iv)?|secretkey)|scrypt(?:sync)?|pbkdf2(?:sync)?|(?:hash|compare|verify|sign)sync|hash|compare|(?:en|de)crypt|log_?in|sign_?in|jwt|dsn|otp|totp|seed)$/i;
const MAX_NAMES = 2_048;
const known = new Map<string, Level>();

/** The level of an identifier, a key or the name of a header field. */
export function levelOf(name: string): Level {
  if (name.length < 2 || name.length > 128) return 0;
  const found = known.get(name);
  if (found !== undefined) return found;
  if (known.size >= MAX_NAMES) known.clear();
  const level = judged(name);
  known.set(name, level);
  return level;
}

function judged(name: string): Level {
  if (isSecretName(name)) return certaintyOf(name) === 'possible' || certaintyOf(name) === undefined ? 1 : 2;
  return CODE_NAMES.test(name) ? 1 : 0;
}

const NAME = /^[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff -]{1,63}$/;
/** The level of a literal that is a name, for the literals after it: `.set('Authorization', '…')`, `'password=' + '…'`. */
export function levelBehind(literal: string): Level {
  return NAME.test(literal) ? levelOf(literal) : levelOfEnd(literal.slice(-MAX_END));
}

/** The most characters of a name and a sign at the end of a literal: `{"token":"`. */
const MAX_END = 80;
const WORD = /[\w$\u0080-\uffff-]/;

function levelOfEnd(text: string): Level {
  let end = text.trimEnd().length;
  if (/["'`]/.test(text[end - 1] ?? '')) end = text.slice(0, end - 1).trimEnd().length;
  if (!/[:=]/.test(text[end - 1] ?? '')) return 0;
  end = text.slice(0, end - 1).trimEnd().length;
  while (end > 0 && /["'`\])]/.test(text[end - 1] as string)) end--;
  let from = end;
  while (from > 0 && WORD.test(text[from - 1] as string)) from--;
  return levelOf(text.slice(from, end));
}
