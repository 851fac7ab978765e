import { MASKED, type Secret } from './masked.ts';

/**
 * The prefixes of the keys of known services, from the rules of secret scanners, with the length of their shortest keys. A publishable key
 * (`pk_live_…`) is not a secret. A key begins at the start of a word, or after a sign in it: `STRIPE_sk_live_…`.
 */
const KEY =
  /(?<![A-Za-z\d])(?:(?:key-|shp[a-z]{2}_|dapi|do[opr]_v1_|pul-|rubygems_|sntryu_|xkeysib-|shippo_(?:live|test)_|glptt-|sgp_|sbp_|SK)[\da-f]{32}|(?:npm|hf|r8|gsk|glc|glsa|lin_(?:api|oauth)|pnu|rdme|ntn|secret|nfp|rnd|duffel_(?:test|live)|gh[opusr])_[A-Za-z\d]{30}|(?:LTAI|AKCp|EZ[AT]K|oy2|pplx-|xai-|tk-us-|NRAK-|PMAK-|FLWSECK-|EAA[A-Z])[A-Za-z\d]{20}|(?:[sr]k_(?:live|test|prod)|whsec|sb_secret)_\w{10}|A(?:KIA|SIA|BIA|CCA)[A-Z\d]{16}(?![A-Za-z\d])|sk-[A-Za-z\d]{32}|(?:github_pat_|gl(?:pat|cbt|dt|ffct|ft|imt|agent|oas|rt|rtr|soat)-|xox[a-z]-|xoxe\.xox[a-z]-|xapp-\d-|AIza|GOCSPX-|ya29\.|sk-(?:ant|proj|svcacct|admin|or)-|SG\.|hv[sbr]\.|dp\.(?:pt|st|ct|sa)\.|dt0c01\.|pypi-AgE|dckr_[a-z]{2,4}_|tskey-|sntrys_|ops_eyJ|sq0[a-z]{3}-|EAAA|fo1_|fm2_|p8e-|figd_|pscale_(?:tkn|pw)_|HRKU-|AT[AC]TT3|ATBB|CFPAT-|AQVN|AGE-SECRET-KEY-1|[xyz]prv|ABSK)[\w.-]{16})/;
/** A token (RFC 7519, RFC 7516) begins with `{"` in base64url, and has a dot after its header of eight characters or more. */
const TOKEN = /(?<![A-Za-z\d])eyJ/;
const HEADER = 8;
/** The rest of a key. It may hold characters at which a word ends here. */
const REST = /[\w.+/=~-]*/y;
const SHORTEST = 18;

/** A key or a token (JWT, JWE) in the word between `from` and `to`. The word is read once, so the time grows only with its length. */
export function secretKey(text: string, from: number, to: number): Secret | undefined {
  if (to - from < SHORTEST) return undefined;
  const word = text.slice(from, to);
  const key = word.search(KEY);
  const token = word.slice(0, Math.max(0, word.lastIndexOf('.') - HEADER)).search(TOKEN);
  const start = key === -1 || (token !== -1 && token < key) ? token : key;
  if (start === -1) return isTokenOfAddress(text, from, word) ? { from, to, mask: MASKED } : undefined;
  REST.lastIndex = to;
  const end = start === key && REST.test(text) ? REST.lastIndex : to;
  return { from: from + start, to: end, mask: MASKED };
}

const BOT = /:AA[\w-]{33}(?![\w-])/y;

/** A bot token of Telegram: the number of the bot, a colon, and a key. */
export function botToken(text: string, from: number, colon: number): Secret | undefined {
  BOT.lastIndex = colon;
  return /\d/.test(text[colon - 1] ?? '') && BOT.test(text) ? { from, to: BOT.lastIndex, mask: MASKED } : undefined;
}

/** URLs that grant access by themselves: `/reset/4f9a…`, `/invite/…`, and the addresses of webhooks. */
const PROVES = /reset|passw|verif|confirm|activat|invit|magic|unsubscri|recover|log-?in|sign-?in|token|secret|otp|session|sso/i;
const WEBHOOK = /\/\/hooks\.slack\.com\/|\/api\/webhooks\/|\.webhook\.office\.com\//;

function isTokenOfAddress(text: string, from: number, word: string): boolean {
  if (text[from - 1] !== '/' || !isRandom(word)) return false;
  const before = text.slice(Math.max(0, from - 96), from - 1);
  const slash = before.lastIndexOf('/');
  return (slash !== -1 && PROVES.test(before.slice(slash))) || WEBHOOK.test(before);
}

/** Whether the word looks random: it is long, and changes between letters and digits more than once. */
export function isRandom(word: string): boolean {
  return word.length >= 16 && !word.includes('.') && (word.slice(0, 128).match(/[a-z](?=\d)|\d(?=[a-z])/gi)?.length ?? 0) > 1;
}
