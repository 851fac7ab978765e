/**
 * Names from Rails' filter_parameters, Django's cleansed settings and similar lists, in a name with dashes between its words. A word may begin or end
 * with such a name (`userpassword`), but no name goes over the border of two words: `business_name` has no `ssn`.
 */
const ANYWHERE =
  /pass-?(?:w|ord|phrase|code|key)|(?<!by|com|tres|sur|over|under)passe?\d*(?![a-z])|pwd|secret(?!ar)|token(?!i[sz])|(?:api|private|access)-?key|(?<!mon|don|tur|hoc|joc|lac|whis)keys?$|crypt|(?<!ba)salt|certificate|otp$|ssn(?![a-z])|cv[vc]|e-?mail(?!ed)|auth(?!or(?!i[sz]))|signature|cookie|^api|(?<!pos|ob)sess(?:ion|id)|credential|mnemonic|bearer|hmac/;

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
  return ANYWHERE.test(parts) || PART.test(parts) || FOREIGN.test(parts);
}
