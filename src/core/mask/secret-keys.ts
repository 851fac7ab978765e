import { MASKED, type Secret } from './masked.ts';

/**
 * How the keys of known services begin, and what follows, as secret scanners know them. A key that is made to be published (`pk_live_…`) is no
 * secret. Each body is as long as the shortest one that was issued, or shorter.
 */
const KEYS = [
  // Hexadecimal.
  /(?:key-|shp[a-z]{2}_|dapi|do[opr]_v1_|pul-|rubygems_|sntryu_|xkeysib-|shippo_(?:live|test)_|glptt-|sgp_|sbp_|SK|s-s4t2[a-z]{2}-)[\da-f]{32,}[\w-]*/,
  // Letters and digits.
  /(?:npm|hf|r8|gsk|glc|glsa|lin_(?:api|oauth)|pnu|rdme|ntn|secret|nfp|rnd|api_org|duffel_(?:test|live)|gh[opusr])_[A-Za-z\d]{30,}\w*/,
  /(?:LTAI|AKCp|EZ[AT]K|oy2|pplx-|xai-|ico-|tk-us-|NRAK-|PMAK-|FLWSECK(?:_TEST)?-|EAA[A-Z])[A-Za-z\d]{20,}[\w-]*/,
  /(?:[sr]k_(?:live|test|prod)|whsec|sb_secret)_\w{10,}/,
  /A(?:KIA|SIA|BIA|CCA|3T[A-Z\d])[A-Z\d]{16}(?![\w-])|sk-[A-Za-z\d]{32,}|A3-[A-Z\d]{6}-[A-Z\d-]{20,}/,
  // Letters, digits, dashes and dots.
  /(?:github_pat_|gl(?:pat|cbt|dt|ffct|ft|imt|agent|oas|rt|rtr|soat)-|xox[a-z](?:\.xox[a-z])?-|xapp-\d-|AIza|GOCSPX-|ya29\.|sk-(?:ant|proj|svcacct|admin|or|lf)-|SG\.|hv[sbr]\.|dp\.(?:pt|st|ct|sa|scim|audit)\.|dt0c01\.|pypi-AgE|dckr_[a-z]{2,4}_|tskey-[a-z]+-|sntrys_|ops_eyJ|sq0[a-z]{3}-|EAAA|fo1_|fm[12][ar]?_|p8e-|figd_|pscale_[a-z]+_|HRKU-|ATATT3|ATCTT3|ATBB|CFPAT-|AQVN|AGE-SECRET-KEY-1|[xyz]prv|ABSK|bedrock-api-key-)[\w.-]{16,}/,
];
/** Not in the middle of a word. In upper or lower case as the service writes it: what is no secret looks like one less often so. */
const KEY = new RegExp(`(?<![A-Za-z\\d])(?:${KEYS.map(({ source }) => source).join('|')})`);
/** What a word of ours ends at, but a key does not. */
const REST = /[\w.+/=~-]*/y;
const SHORTEST = 18;

/** A key or a token (JWT, JWE) in the word between `from` and `to`, whatever its length: the time is that of reading it once. */
export function secretKey(text: string, from: number, to: number): Secret | undefined {
  if (to - from < SHORTEST) return undefined;
  const word = text.slice(from, to);
  const start = Math.min(keyAt(word), tokenAt(word));
  if (start === Number.POSITIVE_INFINITY) return isTokenOfAddress(text, from, word) ? { from, to, mask: MASKED } : undefined;
  const key = KEY.exec(word);
  REST.lastIndex = key !== null && key.index === start ? from + start + key[0].length : to;
  REST.test(text);
  return { from: from + start, to: Math.max(to, REST.lastIndex), mask: MASKED };
}

function keyAt(word: string): number {
  const at = word.search(KEY);
  return at === -1 ? Number.POSITIVE_INFINITY : at;
}

/** RFC 7519, RFC 7516: `{"` in base64url, and a dot behind the header. */
function tokenAt(word: string): number {
  const lastDot = word.lastIndexOf('.');
  for (let at = word.indexOf('eyJ'); at !== -1 && at + 11 <= lastDot; at = word.indexOf('eyJ', at + 3)) {
    if (at === 0 || !/[A-Za-z\d]/.test(word[at - 1] as string)) return at;
  }
  return Number.POSITIVE_INFINITY;
}

const BOT = /:AA[\w-]{33}(?![\w-])/y;

/** Telegram's: the number of a bot before a colon, a key behind it. */
export function botToken(text: string, from: number, colon: number): Secret | undefined {
  BOT.lastIndex = colon;
  return /\d/.test(text[colon - 1] ?? '') && BOT.test(text) ? { from, to: BOT.lastIndex, mask: MASKED } : undefined;
}

/** `/reset/4f9a…`, `/invite/…` and the addresses of webhooks: who has the address may do what it is for. */
const BEFORE =
  /(?:\/(?:[\w-]*(?:reset|passw|verif|confirm|activat|invit|magic|unsubscri|recover|log-?in|sign-?in|token|secret|otp|session|sso)[\w-]*|webhooks\/\d+)|hooks\.slack\.com[\w/]*|webhook\.office\.com[\w/@-]*)\/$/i;

function isTokenOfAddress(text: string, from: number, word: string): boolean {
  return text[from - 1] === '/' && isRandom(word) && BEFORE.test(text.slice(Math.max(0, from - 96), from));
}

/** Nobody would write or read it: letters and digits follow each other more than once. */
export function isRandom(word: string): boolean {
  return word.length >= 16 && !word.includes('.') && (word.slice(0, 128).match(/[a-z](?=\d)|\d(?=[a-z])/gi)?.length ?? 0) > 1;
}
