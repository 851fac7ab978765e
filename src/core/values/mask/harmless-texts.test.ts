import { describe, expect, it } from 'vitest';
import { maskText } from '../mask.ts';

const STACKS = [
  'at Object.<anonymous> (/app/server.js:10:5)',
  'at async login (/app/src/auth.ts:12:34)',
  'at verifyToken (/app/src/token.js:3:1)',
  'at readSecret (file:///app/src/secret.mjs:1:17)',
  'at Password (webpack-internal:///./src/password.tsx:9:2)',
  'at TokenService.verify (/app/node_modules/@nestjs/jwt/dist/jwt.service.js:63:28)',
  'at file:///app/node_modules/.pnpm/express@5.1.0/node_modules/express/lib/router/index.js:1:1',
  'at processTicksAndRejections (node:internal/process/task_queues:105:5)',
  'at Module._compile (node:internal/modules/cjs/loader:1554:14)',
  'at webpack://app/./node_modules/@babel/runtime/helpers/esm/asyncToGenerator.js:3:10',
  'at C:\\app\\src\\session.ts:44:7',
  'at session (/app/bin/session:12:3)',
  'TokenExpiredError: jwt expired',
  'JsonWebTokenError: jwt malformed',
  'CredentialsProviderError: Could not load credentials from any providers',
  'AuthService: 3 users were loaded',
];

const PROSE = [
  'password must be 8 characters',
  'The password must have at least 8 characters, one of them a digit',
  'password: must be at least 8 characters',
  'Invalid password: must not be empty',
  'password: required',
  'password: is required',
  'password: 8 characters are required',
  'User validation failed: password: Path `password` is required.',
  'passwords do not match',
  'Your password has expired.',
  'Bearer of bad news',
  'Bearer token is missing',
  'Invalid Bearer token',
  'WWW-Authenticate: Bearer realm="orders", error="invalid_token"',
  'Basic authentication is not supported',
  'Basic usage: halyard(app)',
  'Basic JavaScript knowledge',
  'Digest mismatch',
  'token expired',
  'token: expired',
  'The token is not valid for this audience',
  'Unexpected token } in JSON at position 10',
  'Unexpected token: u',
  'Unexpected token \'o\', "not json" is not valid JSON',
  'Invalid token: unexpected end of JSON input',
  'The access token was revoked',
  'key: value',
  'primary key: id',
  'foreign key: user_id',
  'public key: not found',
  'Duplicate key: email_1',
  'Invalid key: name',
  'Missing key "name" in object',
  'the secret of good errors is context',
  'A secretary: somebody who keeps secrets',
  'Authorization: header is missing',
  'Cookie: missing',
  'session: expired',
  'Session not found',
  'auth: connection refused',
  'credentials: include',
  'api: v2',
  'apiVersion: v1',
  'certificate: /etc/ssl/cert.pem',
  'certificate has expired',
  'self-signed certificate in certificate chain',
  'signature: (req, res) => void',
  'author: Ann',
  'monkey: banana',
  'passengers: 3',
  'compass: north',
  'pass: 12',
  'tokens: 1234',
  'max_tokens=4096',
  'token_type=bearer',
  'passwordLength: 8',
  'session_timeout=3600',
  'cookieName: theme',
  'tokenEndpoint: https://auth.example/oauth',
  'email: invalid',
  'mail us: support@example.com',
  'at 12:30:45 the meeting begins',
  'ratio 16:9, odds 3:1',
  'opinion: none, spin: left, shipping: free, sidebar: open, inside: yes',
  'the PEM has to begin with -----BEGIN PRIVATE KEY----- and end with -----END PRIVATE KEY-----',
  'use --password to set it',
  'the option --token is required',
];

const CODE = [
  "Cannot read properties of undefined (reading 'password')",
  'const token = req.headers.authorization;',
  'if (password === confirm) return',
  'if (token == null) throw',
  'password: string',
  'token?: string',
  'password: string | null',
  'token = getToken()',
  'const secret = await load()',
  ['password = $', '{DB_PASSWORD}'].join(''),
  'password=$DB_PASSWORD',
  'password=%s',
  'password=[masked]',
  'password=***',
  'password: [REDACTED]',
  '{"password":{"type":"string","minLength":8}}',
  '{"token":null,"secret":true}',
  '{"password":"","user":"ann"}',
  '{"errors":{"password":"is required","token":"must not be empty"}}',
  "password: ''",
  'password: undefined',
  'process.env.API_KEY is not set',
  'Missing environment variable API_KEY',
  'std::token::parse failed',
  'Token::new() failed',
  "fetch(url, { credentials: 'include' })",
  'git@github.com:org/repo.git',
  'docker run -u 1000:1000 image',
];

const SQL = [
  'SELECT id, password FROM users WHERE email = $1',
  'UPDATE users SET password = $1, token = $2 WHERE id = $3',
  'INSERT INTO users (name, password) VALUES (?, ?)',
  'WHERE token = :token AND id = @p1',
  'WHERE password = NULL',
  'duplicate key value violates unique constraint "users_name_key"',
  'Key (name)=(ann) already exists.',
  'E11000 duplicate key error collection: orders.users index: name_1 dup key: { name: "ann" }',
  'SQLITE_CONSTRAINT: UNIQUE constraint failed: users.name',
  "Table 'orders.tokens' doesn't exist",
];

const TABLES = { STACKS, PROSE, CODE, SQL };

describe('maskText keeps', () => {
  for (const [table, texts] of Object.entries(TABLES)) {
    describe(table.toLowerCase(), () => {
      it.each(texts)('%s', (text) => {
        expect(maskText(text)).toBe(text);
        expect(maskText(`Error: it failed; ${text}\n    at main (/app/main.js:1:1)`)).toBe(`Error: it failed; ${text}\n    at main (/app/main.js:1:1)`);
      });
    });
  }

  it('at least 90 look-alikes', () => {
    expect(Object.values(TABLES).flat().length).toBeGreaterThanOrEqual(90);
  });
});
