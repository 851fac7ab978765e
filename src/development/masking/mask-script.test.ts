// biome-ignore-all lint/suspicious/noTemplateCurlyInString: lines of source code
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alnum, base64, hex, pem } from '../../../tests/support/fake-secrets.ts';
import { maskScript } from './mask-script.ts';

/** Source code, and the same code as it is shown. */
const MASKED: readonly (readonly [code: string, shown: string])[] = [
  ["const password = 'hunter2';", "const password = '[masked]';"],
  ['let apiKey: string = "abc";', 'let apiKey: string = "[masked]";'],
  ["const key = process.env.SECRET ?? 'fallback';", "const key = process.env.SECRET ?? '[masked]';"],
  ["const key = process.env['SECRET'] || 'fallback';", "const key = process.env['SECRET'] || '[masked]';"],
  ["const db = { \"db_password\": 'x', name: 'orders' };", "const db = { \"db_password\": '[masked]', name: 'orders' };"],
  ["new Client({ user, password: 'p' });", "new Client({ user, password: '[masked]' });"],
  ["user.setPassword('x');", "user.setPassword('[masked]');"],
  ["user.password = 'x'; user.name = 'ann';", "user.password = '[masked]'; user.name = 'ann';"],
  ['fetch(url, { headers: { authorization: `Bearer abc` } });', 'fetch(url, { headers: { authorization: `[masked]` } });'],
  ['const token = `${prefix}-abc-${id}`;', 'const token = `${prefix}[masked]${id}`;'],
  ["request.set('Authorization', 'abc');", "request.set('Authorization', '[masked]');"],
  ["headers.append('x-api-key', `abc`);", "headers.append('x-api-key', `[masked]`);"],
  ["new Map([['password', 'abc'], ['user', 'ann']]);", "new Map([['password', '[masked]'], ['user', 'ann']]);"],
  ["if (password === 'swordfish') open();", "if (password === '[masked]') open();"],
  ["if ('swordfish' === password) open();", "if ('[masked]' === password) open();"],
  ["const secret = isTest ? 'a' : 'b';", "const secret = isTest ? '[masked]' : '[masked]';"],
  ["const passwords = ['a', 'b'];", "const passwords = ['[masked]', '[masked]'];"],
  ["const secrets = { stripe: 'a', nested: { mail: 'b' } };", "const secrets = { stripe: '[masked]', nested: { mail: '[masked]' } };"],
  ["const password = 'ab' +\n  'cd';", "const password = '[masked]' +\n  '[masked]';"],
  ["const password =\n  'abcd'\nconst name = 'ann'", "const password =\n  '[masked]'\nconst name = 'ann'"],
  ["const query = 'user=ann&password=' + 'abcd';", "const query = 'user=ann&password=' + '[masked]';"],
  ["jwt.sign(payload, 'shh');", "jwt.sign(payload, '[masked]');"],
  ["createHmac('sha256', 'shh');", "createHmac('sha256', '[masked]');"],
  ["app.use(cookieParser('keyboard cat'));", "app.use(cookieParser('[masked]'));"],
  ["session({ name: '/', secret: 'keyboard cat' });", "session({ name: '/', secret: '[masked]' });"],
  ["function getPassword() { return 'x'; }", "function getPassword() { return '[masked]'; }"],
  ["const getToken = async () => 'abc';", "const getToken = async () => '[masked]';"],
  ["class A {\n  #secret = 'abc'\n  name = 'ann'\n}", "class A {\n  #secret = '[masked]'\n  name = 'ann'\n}"],
  ["get token() {\n  if (x) {\n    return 'abc'\n  }\n}", "get token() {\n  if (x) {\n    return '[masked]'\n  }\n}"],
  ['const token = (() => {\n  return "abc";\n})();', 'const token = (() => {\n  return "[masked]";\n})();'],
  ["switch (password) {\n  case 'abc':\n    open('door');\n}", "switch (password) {\n  case '[masked]':\n    open('door');\n}"],
  ["enum Secrets { Stripe = 'abc' }", "enum Secrets { Stripe = '[masked]' }"],
  ['<Input type="password" defaultValue="abc" />', '<Input type="password" defaultValue="[masked]" />'],
  ['const pin = 1234;', 'const pin = [masked];'],
  ['const secretKey = new Uint8Array([1, 2, 33]);', 'const secretKey = new Uint8Array([[masked], [masked], [masked]]);'],
  ['// the password is swordfish', '// the password is [masked]'],
  ['// admin login: ann / Sw0rdfish', '// admin login: [masked] / [masked]'],
  ["// const password = 'abc'", "// const password = '[masked]'"],
  ['/*\n * DB_PASSWORD=abcd\n */', '/*\n * DB_PASSWORD=[masked]\n */'],
  [`const x = '${alnum(40)}';`, "const x = '[masked]';"],
  [`Buffer.from('${base64(64)}', 'base64');`, "Buffer.from('[masked]', 'base64');"],
  [`const x = "${hex(64)}";`, 'const x = "[masked]";'],
  ["connect('postgres://ann:abcd@db/orders');", "connect('postgres://[masked]@db/orders');"],
  ['query("UPDATE users SET password = \'abcd\' WHERE id = 1");', 'query("UPDATE users SET password = \'[masked]\' WHERE id = 1");'],
  [`const pem = \`\n${pem('RSA PRIVATE KEY', `${base64(64)}\n${base64(20)}`)}\n\`;`, 'const pem = `\n[masked]\n[masked]\n[masked]\n[masked]\n`;'],
  ['const env = `\nDB_PASSWORD=abcd\nPORT=80\n`;', 'const env = `\nDB_PASSWORD=[masked]\nPORT=80\n`;'],
];

const KEPT: readonly string[] = [
  'const password = req.body.password;',
  'const password = hashed;',
  'if (token === undefined) throw new Error("Not found");',
  'if (!token) return res.status(401).json({ message: "Log in first" });',
  "import { verifyToken } from './auth/verify-token.ts';",
  "const jwt = require('jsonwebtoken');",
  "const password = req.body['password'];",
  "const port = process.env.PORT ?? '3000';",
  "throw new UnauthorizedError('The password is not valid');",
  "app.post('/login', requireToken, async (req, res) => {\n  res.json({ state: 'done' });\n});",
  "function hasPassword(user) {\n  log('checks');\n  return user.password !== undefined;\n}",
  "const a = b / c; const d = 'kept' / e;",
  'const pattern = /["\'`]/.test(x); const name = "ann";',
  "const hash = createHash('sha256').update(token).digest('hex');",
  "typeof secret === 'string'",
  "const name = 'ann' // the name",
  'const text = `total ${count} of ${items.map((item) => `<${item}>`).join(", ")}`;',
  "switch (kind) {\n  case 'card': {\n    pay('card');\n  }\n}",
];

describe('maskScript', () => {
  it.each(MASKED)('%s', (code, shown) => {
    expect(maskScript(code)).toBe(shown);
  });

  it.each(KEPT)('keeps %s', (code) => {
    expect(maskScript(code)).toBe(code);
  });

  it('keeps the number of lines, and never throws', () => {
    const piece = fc.constantFrom(
      ...MASKED.map(([code]) => code),
      ...KEPT,
      '`',
      '${',
      '}',
      '{',
      '(',
      ')',
      "'",
      '"',
      '/',
      '*/',
      '/*',
      '//',
      '\\',
      '\n',
      '\r\n',
      '\u2028',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (pieces) => {
        const code = pieces.join('');
        expect(maskScript(code).split('\n')).toHaveLength(code.split('\n').length);
      }),
      { numRuns: 500 },
    );
  });
});

const SECRET_NAMES = ['password', 'apiKey', 'DB_PASSWORD', 'clientSecret', 'accessToken', 'authorization', 'passphrase', 'private_key', 'credentials', 'pwd'];

describe('a literal next to a secret name is never shown', () => {
  const secret = fc.stringMatching(/^[A-Za-z\d!@#%^&*()_+=;:,.<>?/~ -]{6,24}$/).map((text) => `Zq${text}7`);
  const name = fc.constantFrom(...SECRET_NAMES);
  const quote = fc.constantFrom("'", '"', '`');
  const shapes: readonly ((name: string, literal: string) => string)[] = [
    (name, literal) => `const ${name} = ${literal};`,
    (name, literal) => `let ${name}: string =\n  ${literal}`,
    (name, literal) => `({ user: 'ann', ${name}: ${literal} })`,
    (name, literal) => `({ '${name}': ${literal} })`,
    (name, literal) => `config.${name} ??= ${literal}`,
    (name, literal) => `config['${name}'] = ${literal}`,
    (name, literal) => `process.env.${name} || ${literal}`,
    (name, literal) => `set('${name}', ${literal})`,
    (name, literal) => `f({ ${name}: await g([${literal}].join('')) })`,
    (name, literal) => `const ${name} = cond\n  ? ${literal}\n  : other`,
    (name, literal) => `class A { static readonly ${name} = ${literal} }`,
    (name, literal) => `function ${name}() {\n  return ${literal}\n}`,
    (name, literal) => `if (x.${name} !== ${literal}) {}`,
    (name, literal) => `const ${name} = \`a \${b ? ${literal} : ''} c\`;`,
    (name, literal) => `// ${name} = ${literal}`,
    (name, literal) => `<Field ${name}=${literal} />`,
  ];
  const around = fc.constantFrom(
    '',
    "const a = 'b'\n",
    "// don't\n",
    'const r = /[`"\']/;\n',
    'x = y / z;\n',
    '`${`a`}`;\n',
    'if (a) /`/.test(b)\n',
    "<p>don't</p>\n",
  );

  it.each(shapes.map((shape) => [shape('NAME', 'LITERAL'), shape] as const))('%s', (_, shape) => {
    fc.assert(
      fc.property(name, secret, quote, around, around, (named, text, mark, before, after) => {
        expect(maskScript(`${before}${shape(named, `${mark}${text}${mark}`)}\n${after}`)).not.toContain(text);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a secret in several literals', () => {
  const rest = '4eC39HqLyjWDarjtT1zdp7dc';
  it.each([
    `const a = 'sk_' + 'live_' + '${rest}';`,
    `const a = 'sk_live_' +\n  '${rest}';`,
    `const a = 'postgres://shop:' + '${rest}' + '@db/x';`,
    `const a = 'postgres://' + user + ':' + '${rest}' + '@db/x';`,
    `const a = \`sk_live_\${'${rest}'}\`;`,
    `db.query("INSERT INTO users (name, password) VALUES ('ann', '${rest}')");`,
    `db.query("CREATE USER ann IDENTIFIED BY '${rest}'");`,
  ])('is masked in %s', (code) => {
    expect(maskScript(code)).not.toContain(rest);
    expect(maskScript(code).split('\n')).toHaveLength(code.split('\n').length);
  });

  it('leaves the other literals of the sum', () => {
    expect(maskScript("const a = 'orders of ' + name + ' at ' + 'postgres://shop:' + 'tiger' + '@db';")).toContain("'orders of ' + name + ' at ' + ");
    expect(maskScript("const a = 'postgres://' + user + ':' + rest + '@db';")).toBe("const a = 'postgres://' + user + ':' + rest + '@db';");
  });

  it('needs no name in a file of secrets', () => {
    expect(maskScript("export default {\n  stripe: 'tiger',\n};", 1)).not.toContain('tiger');
  });
});
