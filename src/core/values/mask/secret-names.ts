/** Names from Rails' filter_parameters, Django's cleansed settings and similar lists. They match anywhere in a name without case and separators. */
const ANYWHERE =
  /pass|pwd|secret|token|(?:api|private|access|secret)key|keys?$|crypt|salt|certificate|otp$|ssn|cvv|cvc|email|auth(?!or(?!i))|signature|cookie|^api|session|sessid|credential|mnemonic|bearer|hmac/;

/** English words that contain such a name by chance. */
const HARMLESS =
  /(?<![a-z\d])(?:passeng\w*|passages?|passion\w*|passiv\w*|(?:en)?compass(?:es)?|authorit\w*|tokeni[sz](?:e|ing|ation)\w*|secretar\w*|emailed|(?:mon|don|tur|hoc|joc|lac|whis)keys?)(?![a-z\d])/g;

/** Short names that must be a whole part of a name: `pin` and `userPin`, but not `spin` or `shipping`. */
const PART =
  /(?<![a-z\d])(?:(?:pw|pin|otp|mfa|2fa|totp|csc|cvn|sid|[cx]srf|jw[tse]|seed|sig|iban|clave|senhas?|mdp|parola|heslo|geslo|haslo|sandi|sifre)\d*|(?:seed|recovery|backup)-?phrase|(?:card|cc)-?(?:no|nr|num(?:ber)?)|(?:otp|pin|recovery|backup|security|verification|confirmation|one-?time|access|login|sms|device)-?(?:codes?|pin)|code-?verifier)(?![a-z\d])/;

/** Names for passwords and secrets in other languages, without case and accents, as `folded` returns them. */
const FOREIGN =
  /contrasen|palavra-?chave|kennwort|losungswort|wachtwoord|losenord|salasana|adgangskode|kodeord|lykilor|jelszo|slaptazod|lozinka|fjalekalim|mat-?khau|kata-?laluan|geheim|парол|лозинк|секрет|κωδικ|συνθημα|密码|密碼|口令|暗証番号|ハスワート|비밀번호|암호|รหสผาน|كلمة-?(?:المرور|السر|مرور)|رمز-?عبور|סיסמ|पसवरड/;

/** The name without accents and width. No Unicode normal form decomposes `ł` and `ı`, so they are replaced. */
function folded(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').replaceAll('ł', 'l').replaceAll('ı', 'i');
}

/** The name in lower case with dashes: `dbPassword2`, `DB_PASSWORD2` and `db password2` become `db-password2`. */
export function dashed(name: string): string {
  return name
    .replace(/[a-z\d](?=[A-Z])/g, '$&-')
    .toLowerCase()
    .replace(/[^a-z\d\u0080-\uffff]+/g, '-');
}

/** Whether a member with this name holds a secret. It accepts all styles of names, and two dozen languages. */
export function isSecretName(name: string): boolean {
  if (name.length > 128) return false;
  const parts = dashed(name);
  return isSecret(parts) || (BEYOND_ASCII.test(parts) && isSecret(dashed(folded(parts))));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the expression matches everything outside ASCII
const BEYOND_ASCII = /[^\u0000-\u007f]/;

function isSecret(parts: string): boolean {
  if (PART.test(parts) || FOREIGN.test(parts)) return true;
  return ANYWHERE.test(parts.replaceAll('-', '')) && ANYWHERE.test(parts.replace(HARMLESS, '').replaceAll('-', ''));
}
