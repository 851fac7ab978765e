/**
 * Names and shapes of secrets, taken out of logs and of what development shows. The names are those of Rails'
 * filter_parameters and Django's cleansed settings together, compared without case, dashes and underscores.
 */
const SECRET_NAME = /pass|pwd|secret|token|keys?$|crypt|salt|certificate|otp$|ssn|cvv|cvc|email|auth(?!or(?!i))|signature|cookie|^api|session|credential/;

export const MASKED = '[masked]';

export function isSecretName(name: string): boolean {
  return name.length <= 128 && SECRET_NAME.test(name.toLowerCase().replace(/[-_.\s]/g, ''));
}

const SECRET_SHAPES: readonly { readonly hint: string; readonly shape: RegExp; readonly mask: string }[] = [
  { hint: '://', shape: /:\/\/[^\s/@]{1,1024}@/g, mask: `://${MASKED}@` },
  { hint: 'earer ', shape: /\b(bearer) +[\w.~+/=-]{1,8192}/gi, mask: `$1 ${MASKED}` },
  { hint: 'asic ', shape: /\b(basic) +[\w+/=-]{8,8192}/gi, mask: `$1 ${MASKED}` },
  { hint: 'eyJ', shape: /\beyJ[\w-]{8,1024}\.[\w-]{1,8192}(?:\.[\w-]{0,2048})?/g, mask: MASKED },
  { hint: 'PRIVATE KEY', shape: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,16384}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g, mask: MASKED },
];

/** The text without URL credentials, bearer and basic tokens, JWTs and private keys. */
export function maskText(text: string): string {
  let masked = text;
  for (const { hint, shape, mask } of SECRET_SHAPES) {
    if (masked.includes(hint) && masked.search(shape) !== -1) masked = masked.replace(shape, mask);
  }
  return masked;
}
