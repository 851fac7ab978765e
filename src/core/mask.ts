/**
 * Names and shapes of secrets, taken out of logs and of what development shows. The names are those of Rails'
 * filter_parameters and Django's cleansed settings together, compared without case, dashes and underscores.
 */
const SECRET_NAME = /pass|pwd|secret|token|keys?$|crypt|salt|certificate|otp$|ssn|cvv|cvc|email|auth(?!or(?!i))|signature|cookie|^api|session|credential/;

export const MASKED = '[masked]';

export function isSecretName(name: string): boolean {
  return name.length <= 128 && SECRET_NAME.test(name.toLowerCase().replace(/[-_.\s]/g, ''));
}

/** With each shape texts of which it has one, each beginning with a letter that is rare in a stack: that it is not there is told soon. */
const SECRET_SHAPES: readonly { readonly hints: readonly string[]; readonly shape: RegExp; readonly mask: string }[] = [
  { hints: ['@'], shape: /:\/\/[^\s/@]{1,1024}@/g, mask: `://${MASKED}@` },
  { hints: ['Bearer ', 'bearer ', 'BEARER '], shape: /\b(bearer) +[\w.~+/=-]{1,8192}/gi, mask: `$1 ${MASKED}` },
  { hints: ['Basic ', 'basic ', 'BASIC '], shape: /\b(basic) +[\w+/=-]{8,8192}/gi, mask: `$1 ${MASKED}` },
  { hints: ['yJ'], shape: /\beyJ[\w-]{8,1024}\.[\w-]{1,8192}(?:\.[\w-]{0,2048})?/g, mask: MASKED },
  { hints: ['PRIVATE KEY'], shape: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,16384}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g, mask: MASKED },
];

const HINTS = SECRET_SHAPES.flatMap(({ hints }) => hints);
const HINT = new RegExp(HINTS.join('|'));
/** Up to about here one pass for all of them is quicker than one for each. */
const SHORT = 128;

/** The text without URL credentials, bearer and basic tokens, JWTs and private keys. */
export function maskText(text: string): string {
  if (text.length < SHORT ? !HINT.test(text) : !HINTS.some((hint) => text.includes(hint))) return text;
  let masked = text;
  for (const { hints, shape, mask } of SECRET_SHAPES) {
    // Looking is quicker than a replacement that finds nothing.
    if (hints.some((hint) => masked.includes(hint)) && masked.search(shape) !== -1) masked = masked.replace(shape, mask);
  }
  return masked;
}
