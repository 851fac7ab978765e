import { describe, expect, it } from 'vitest';
import { isSecretField } from './secret-fields.ts';

const SECRETS = [
  ...['password', 'Password', 'userPassword', 'userpassword', 'new_password_again', 'password2', 'pass', 'pass2', 'user_pass', 'dbpass', 'pass_confirmation'],
  ...[
    'pwd',
    'user_pwd',
    'passwd',
    'passphrase',
    'passcode',
    'contraseña',
    'wachtwoord',
    'senha',
    'mot_de_passe',
    'motDePasse',
    'emailPassword',
    'Passwort',
    'PassWord',
    'pass_word',
    'pass-word2',
  ],
  ...['api_key', 'apiKey', 'apikey', 'APIKEY', 'x-api-key', 'private_key', 'ssh-key', 'licenseKey', 'encryption key', 'secret', 'client_secret', 'secretKey'],
  ...[
    'token',
    'access_token',
    'authToken',
    'session_id',
    'sessionid',
    'sessionToken',
    'auth',
    'auth_code',
    'authorization',
    'oauth',
    'set-cookie',
    'session_cookie',
  ],
  ...['cvv', 'cvc', 'cvv_code', 'card_number', 'cardNumber', 'card-no', 'ccnum', 'iban', 'pin', 'userPin', 'pin_code', 'otp', 'otp_code', '2fa', 'mfaCode'],
  ...['psw', 'psw-repeat', 'pswd', 'txtPass', 'creditCard', 'debit_card_number', 'social_security_number', 'twoFactorCode', 'two_factor_code', 'mpin'],
  ...['reset_code', 'token_value', 'secret_answer', 'password_hint', 'new_password_name_again'],
  ...['csrf', 'jwt', 'ssn', 'user_ssn', 'credentials', 'mnemonic', 'seed_phrase', 'wallet_seed', 'backup_code', 'security_code', 'one-time-code'],
];

const ORDINARY = [
  ...['token_name', 'apiKeyName', 'tokenType', 'auth_method', 'auth_date', 'authorisation_date', 'encryption_type', 'ssn_type', 'credential_type'],
  ...['security_question', 'secretQuestion', 'passwordPolicy', 'max_tokens', 'maxTokens', 'tokens_used', 'token_limit', 'api_key_expiry'],
  ...['cookies', 'passes', 'number_of_passes', 'issn', 'crypto', 'cryptocurrency', 'salty', 'saltwater', 'apical', 'apiary'],
  ...['session_date', 'session', 'sessions', 'session_title', 'pincode', 'signature', 'secretary', 'secretary_name', 'authority', 'authorities'],
  ...['passport_country', 'passportNumber', 'monkey', 'boarding_pass', 'boardingPass', 'boardingpass', 'bus_pass', 'season_pass', 'bypass', 'cookie_recipe'],
  ...['email', 'e-mail', 'e_mail', 'user_email', 'useremail', 'emailed_on', 'keywords', 'key_contact', 'music_key', 'keynote', 'turkey', 'author', 'coauthor'],
  ...[
    'authorised_by',
    'authorized',
    'authentic',
    'passengers',
    'passenger_count',
    'passion',
    'compass',
    'business_name',
    'class_name',
    'flight_to_kenya',
    'salt',
  ],
  ...[
    'basalt_type',
    'seed_type',
    'certificate_number',
    'api_description',
    'shipping',
    'opinion',
    'spin',
    'postcode',
    'country_code',
    'discard_note',
    'name',
    '',
    '_',
  ],
];

describe('isSecretField', () => {
  it.each(SECRETS)('accepts %s', (name) => {
    expect(isSecretField(name)).toBe(true);
  });

  it.each(ORDINARY)('refuses %j, which only resembles the name of a secret', (name) => {
    expect(isSecretField(name)).toBe(false);
  });
});
