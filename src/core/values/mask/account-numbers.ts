import { MASKED, type Secret } from './masked.ts';

/** A card number, with or without the groups of a printed card. A longer number, the digits of a fraction and a telephone number are not card numbers. */
const CARD = /(?<![.+])(?:\d{4}[ .-]?\d{4}[ .-]?\d{4}[ .-]?\d{1,7}|\d{4}[ .-]?\d{6}[ .-]?\d{4,5})(?![\w-]|[.,]\d)/y;
/** Lengths and first digits of issued cards. Timestamps, ISBNs and order numbers almost never have them. */
const ISSUED = /^(?:4(?:\d{12}|\d{15})|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|35\d{14}|6(?:0|[2-57]\d?)\d{14,17})$/;

/** The card number or account number that begins at `from`, which is the start of a word. */
export function accountNumber(text: string, from: number): Secret | undefined {
  const first = text.charCodeAt(from);
  if (isDigit(first)) return cardNumber(text, from);
  return isDigit(text.charCodeAt(from + 2)) && isDigit(text.charCodeAt(from + 3)) ? iban(text, from) : undefined;
}

function cardNumber(text: string, from: number): Secret | undefined {
  CARD.lastIndex = from;
  if (!CARD.test(text)) return undefined;
  const to = CARD.lastIndex;
  return isLuhn(text, from, to) && ISSUED.test(text.slice(from, to).replace(/[ .-]/g, '')) ? { from, to, mask: MASKED } : undefined;
}

/** Whether the check digit of a card number is right (ISO/IEC 7812-1). Other characters between the digits are ignored. */
function isLuhn(text: string, from: number, to: number): boolean {
  let sum = 0;
  let isDoubled = false;
  for (let at = to - 1; at >= from; at--) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) continue;
    sum += !isDoubled ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
    isDoubled = !isDoubled;
  }
  return sum % 10 === 0;
}

/**
 * An account number with valid check digits (ISO 13616): letters count from 10, and the first four characters count last. The number may have groups of
 * four, and the next words look like more groups. So the longest text with valid check digits is the number.
 */
function iban(text: string, from: number): Secret | undefined {
  const head = ((valueAt(text, from) * 100 + valueAt(text, from + 1)) * 100 + Number(text.slice(from + 2, from + 4))) % 97;
  let rest = 0;
  let to = 0;
  let at = from + 4;
  for (let length = 4; length <= 34; length++, at++) {
    if (length % 4 === 0 && Number.isNaN(valueAt(text, at)) && /[ .-]/.test(text.charAt(at))) at++;
    const value = valueAt(text, at);
    if (Number.isNaN(value)) break;
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    if (length >= 14 && Number.isNaN(valueAt(text, at + 1)) && (rest * 1_000_000 + head) % 97 === 1) to = at + 1;
  }
  return to === 0 ? undefined : { from, to, mask: MASKED };
}

/** The value of a digit or a letter, from 0 to 35. NaN for every other character. */
function valueAt(text: string, at: number): number {
  return Number.parseInt(text.charAt(at), 36);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
