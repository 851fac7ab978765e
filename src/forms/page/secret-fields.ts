import { dashed, isSecretName } from '../../core/values/mask/secret-names.ts';

/**
 * Words that the log masks, but that name a secret of a form only beside certain other words: `boarding_pass`, `session_date`, `cookie_recipe`, `music
 * key`. Some are private in a log, and the visitor's own text in a form: an email address, a signature under a post.
 */
const ORDINARY =
  /^(?:[a-z\d\u0080-\uffff]*(?:pass(?:es)?|keys?|sessions?)|cookies?|salt(?:s|y|ed|ing|water)?|seeds?|api(?:s|ar\w*|cal|cultur\w*)?|bearers?|certificates?|signatures?|pincodes?|secretions?|geheimtipps?|sid|sig|authentic(?:ity)?|authori[sz](?:ed?|ing|er)|issn|accessn|crypto(?:currenc(?:y|ies))?|passwordless)$/;
/** Phrases that name a secret, although each of their words may be ordinary. */
const PHRASES = [
  /(?:^|-)(?:txt|tb|input|field|user|db|database|my|new|old|current|confirm|repeat|re|login|log|admin|root|smtp|imap|pop3?|ftp|ssh|account|wifi|wlan|your|web|sudo|mysql|redis|proxy|auth|http|keystore)-?pass\d*$/,
  /(?:^|-)pass-?(?:words?|phrases?|codes?|keys?)(?:$|-|\d)/,
  /(?:^|-)(?:psw|pswd|pass-?field)\d*(?:$|-)/,
  /(?:^|-)pass-?(?:conf\w*|again|repeat\w*|retype\w*|new|old|current|hash|verif\w*|check|\d+|wd|wrd|two)$/,
  /(?:^|-)(?:api|app|private|access|secret|account|client|shared|master|sign|signing|encryption|decryption|admin|service|licen[cs]e|storage|webhook|auth|ssh|pgp|gpg|rsa|product|activation|wifi|wpa|wlan|server|session|security|recovery|hmac|stripe|aws)-?keys?(?:$|-)/,
  /(?:^|-)sess(?:ion)?-?(?:id|key|token|cookie|secret|data|hash)(?:$|-)/,
  /(?:^|-)(?:set|session|auth|login|http)-?cookies?2?$/,
  /(?:^|-)security-?answers?\d*$/,
  /(?:^|-)[mtx]pin$|two-?factor-?(?:codes?|no|nr|num(?:ber)?|pin|secret)|(?:^|-)(?:unlock|magic|activation|reset|sms|tan)-?codes?$/,
  /social-?security(?:-?(?:no|nr|num(?:ber)?))?$|(?:^|-)(?:credit|debit|bank)-?card(?:-?(?:no|nr|num(?:ber)?|details?))?$/,
  /(?:^|-)(?:[2m]-?fa|totp|cvv|cvc|csc)-?(?:codes?|no|nr|num(?:ber)?)?$/,
  /(?:^|-)(?:(?:wallet|mnemonic|crypto)-?seed|seed-?phrase|(?:request|webhook|hmac|x)-signature)/,
];
/** Words that name a secret if the field has no other word. */
const ALONE = /^(?:pass|keys?|cookie|auth|bearer|sid)\d*$/;
/** The name ends with a word about the secret, so the field does not hold it: `token_name`, `auth_method`, `security_question`, `max_tokens`. */
const DESCRIBED =
  /-(?:names?|types?|counts?|dates?|amounts?|methods?|forms?|expir(?:y|es|ation)|lengths?|status|labels?|titles?|polic(?:y|ies)|formats?|questions?|limits?|budgets?|usage|used|owners?|level)$|(?:^|-)(?:max|min|total|num|number-of|input|output|prompt|completion)-tokens$/;

/**
 * Returns whether a form's field with this name holds a secret, which is never given back. The names are those that the log masks, without the names that
 * are private only in a log. Names are compared word by word: `userPassword` and `new_password_again` have the word `password`, `secretary` has no word
 * of a secret.
 */
export function isSecretField(name: string): boolean {
  const words = dashed(name)
    .replace(/e-?mail(?:s|ed)?|key-?words?/g, '-')
    .split('-')
    .filter((word) => word !== '');
  const whole = words.join('-');
  if (DESCRIBED.test(whole)) return false;
  if (ALONE.test(whole) || PHRASES.some((phrase) => phrase.test(whole))) return true;
  return isSecretName(name) && isSecretName(words.filter((word) => !ORDINARY.test(word)).join('-'));
}
