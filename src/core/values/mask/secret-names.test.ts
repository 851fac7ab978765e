import { describe, expect, it } from 'vitest';
import { isSecretName } from '../mask.ts';

const SECRETS = {
  cards: ['csc', 'cvn', 'cvv', 'cvc', 'cc-csc', 'cc-number', 'ccNumber', 'cardNumber', 'card_no', 'iban', 'IBAN', 'userIban'],
  codes: [
    'pw',
    'pin',
    'PIN',
    'pinCode',
    'userPin',
    'otp',
    'otpCode',
    'otp_code',
    'totp',
    'mfa',
    '2fa',
    'mfaCode',
    'recovery_code',
    'recoveryCodes',
    'backupCode',
  ],
  'more codes': ['one-time-code', 'oneTimeCode', 'verification_code', 'securityCode', 'access_code', 'sms-code', 'codeVerifier', 'passcode', 'passphrase'],
  tokens: [
    'sid',
    'connect.sid',
    'PHPSESSID',
    'JSESSIONID',
    'csrf',
    '_csrf',
    'xsrf',
    'csrfmiddlewaretoken',
    'jwt',
    'jwtToken',
    'bearer',
    'sig',
    'hmac',
    'id_token',
  ],
  keys: ['privateKey', 'private_key_id', 'accessKey', 'AccessKeyId', 'stripeSecretKey', 'x-api-key', 'encryption key', 'passkey', 'mykeys', 'publickey'],
  seeds: ['seed', 'seedPhrase', 'seed_phrase', 'recovery-phrase', 'mnemonic', 'walletMnemonic'],
  'in any style': [
    'dbPassword',
    'DB_PASSWORD',
    'db-password2',
    'user[password]',
    'Pass Word',
    'pass_word',
    'PASSWORD',
    'ｐａｓｓｗｏｒｄ',
    'tokenIsValid',
    'newPassw',
  ],
  Spanish: ['contraseña', 'contrasena', 'contrasen\u0303a', 'Contraseña_nueva', 'clave'],
  Portuguese: ['senha', 'novaSenha', 'palavra-chave'],
  French: ['mdp', 'motDePasse', 'mot_de_passe', 'mdp2'],
  German: ['kennwort', 'passwort', 'Kennwort neu', 'geheimnis'],
  Dutch: ['wachtwoord', 'nieuwWachtwoord'],
  Scandinavian: ['lösenord', 'losenord', 'adgangskode', 'kodeord', 'passord', 'salasana', 'lykilorð'],
  'Slavic and Baltic': ['hasło', 'haslo', 'heslo', 'пароль', 'Пароль', 'новый_пароль', 'парола', 'лозинка', 'lozinka', 'geslo', 'slaptažodis'],
  'of others': ['jelszó', 'parola', 'şifre', 'ŞİFRE', 'κωδικός', 'fjalëkalim', 'סיסמה', 'كلمة المرور', 'كلمة_السر', 'रहस्य token', 'पासवर्ड'],
  'East and South-East Asian': [
    '密码',
    '密碼',
    '口令',
    'パスワード',
    'ﾊﾟｽﾜｰﾄﾞ',
    '暗証番号',
    '비밀번호',
    'mật khẩu',
    'mat_khau',
    'matKhau',
    'kata sandi',
    'รหัสผ่าน',
  ],
};

const HARMLESS = [
  ...['author', 'authors', 'coauthor', 'authority', 'authorities', 'keyboard', 'keyword', 'keywords', 'monkey', 'monkeys', 'monkeyBars', 'turkey', 'hockey'],
  ...[
    'passenger',
    'passengers',
    'passengerName',
    'passage',
    'passion',
    'passive',
    'compass',
    'encompass',
    'tokenize',
    'tokenizer',
    'tokenization',
    'tokenised',
  ],
  ...[
    'secretary',
    'secretariat',
    'emailed',
    'description',
    'opinion',
    'spin',
    'spinner',
    'shipping',
    'shippingAddress',
    'pinned',
    'pinterest',
    'mapping',
    'typing',
  ],
  ...['side', 'sidebar', 'inside', 'consider', 'resident', 'presidents', 'seedling', 'seeded', 'signal', 'design', 'significant', 'asset', 'assets', 'assess'],
  ...['ibanez', 'caption', 'caravan', 'powder', 'pwa', 'cscript', 'discs', 'jwtless', 'parolee', 'desenhar', 'zip', 'postcode', 'statusCode', 'countryCode'],
  ...[
    'name',
    'berth',
    'status',
    'message',
    'length',
    'id',
    'userId',
    'orderNumber',
    'phone',
    'card',
    'cardHolder',
    'discardNote',
    'business_name',
    'className',
    'addressNumber',
    'flight_to_kenya',
    'passport_country',
    'bypass',
    'trespassers',
    'possession',
    '番号',
    'имя',
    'số điện thoại',
  ],
];

describe('isSecretName', () => {
  for (const [kind, names] of Object.entries(SECRETS)) {
    it.each(names)(`accepts %s (${kind})`, (name) => {
      expect(isSecretName(name)).toBe(true);
    });
  }

  it.each(HARMLESS)('refuses %s', (name) => {
    expect(isSecretName(name)).toBe(false);
  });

  it('refuses a name that is too long', () => {
    expect(isSecretName('token'.repeat(26))).toBe(false);
  });
});
