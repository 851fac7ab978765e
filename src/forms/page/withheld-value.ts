import { accountNumber } from '../../core/values/mask/account-numbers.ts';
import { MASKED, maskText } from '../../core/values/mask.ts';

const CARD = /^\d[\d .-]{11,30}\d$/;
/** A form's text may have typographic spaces and dashes, and characters without width: a card number that was copied from a page or a document. */
const SPACES = /\s+/gu;
const DASHES = /\p{Pd}/gu;
const INVISIBLE = /\p{Cf}/gu;
/** The name of the header field, if somebody pastes the whole line. */
const FIELD = /^(?:proxy-)?authorization:[ \t]*/i;
const SCHEME = /^(bearer|basic|dpop|token|apikey)[ \t]+([\w.~+/-]+=*)$/i;
const JSON_WEB_TOKEN = /^eyJ[\w-]{6,}\.[\w-]+(?:\.[\w-]*){1,3}$/;
const PRIVATE_KEY = /^-----BEGIN [A-Z\d ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*$/;
const SHORTEST = 16;
const LONGEST_CARD = 64;

/**
 * Returns whether the whole value looks like a secret, whatever the name of its field is: the number of a payment card, a token, a service's key, the value
 * of an Authorization header, an address with a password, a private key. A sentence that contains such a text is the visitor's own text and is given back.
 */
export function isWithheldValue(value: string): boolean {
  const text = value.trim().replace(FIELD, '');
  if (text.length < 12) return false;
  if (text.length < LONGEST_CARD && /^[\d\uff10-\uff19]/.test(text)) {
    const digits = text.normalize('NFKC').replace(INVISIBLE, '').replace(SPACES, ' ').replace(DASHES, '-');
    if (CARD.test(digits)) return accountNumber(digits, 0)?.to === digits.length;
  }
  if (PRIVATE_KEY.test(text) || JSON_WEB_TOKEN.test(text)) return true;
  const [, scheme, credentials] = SCHEME.exec(text) ?? [];
  if (scheme !== undefined && credentials !== undefined) return isCredentials(scheme.toLowerCase(), credentials);
  if (/\s/.test(text)) return false;
  return text.includes('://') ? hasPassword(text) : text.length >= SHORTEST && maskText(text) === MASKED && !/^[A-Z]{2}\d{2}/i.test(text);
}

/** A text of an ordinary length is a word: `Basic membership`. Words with dashes are prose: `bearer bonds-and-certificates`. */
function isCredentials(scheme: string, credentials: string): boolean {
  if (scheme === 'basic') return isUserAndPassword(credentials);
  if (/^[a-z]+(?:-[a-z]+)+$/.test(credentials)) return false;
  return credentials.length >= SHORTEST && (scheme === 'bearer' || scheme === 'dpop' || /\d/.test(credentials));
}

/** Basic credentials are a name and a password with a colon between them, in base64 (RFC 7617 §2). */
function isUserAndPassword(credentials: string): boolean {
  try {
    return /^[^\p{Cc}:]*:[^\p{Cc}]+$/u.test(atob(credentials));
  } catch {
    return false;
  }
}

function hasPassword(text: string): boolean {
  return URL.canParse(text) && new URL(text).password !== '';
}
