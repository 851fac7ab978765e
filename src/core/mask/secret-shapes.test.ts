import { describe, expect, it } from 'vitest';
import { maskText } from '../mask.ts';

/** Made here and not written out, so that nobody's scanner takes this file for a leak. */
const LETTERS = 'Zx8KqP2vLm4RtW7nBc3JhF6sDy9GaE5uQ1oTiXkM0pVrNbYwCjHfSzUgAlIdOe';
const HEX = '4f9a1c07be62d35880ae7fc1934b6d20e57813fa4c9b02de61f8a7350bc94d12';
const alnum = (length: number): string => LETTERS.repeat(4).slice(0, length);
const letters = (length: number): string => LETTERS.repeat(4).replace(/\d/g, '').slice(0, length);
const hex = (length: number): string => HEX.repeat(3).slice(0, length);
const upper = (length: number): string => 'Q2WE3RTY4UPA5SDF6GHJ7KLZXCVBNM'.repeat(3).slice(0, length);
const base64 = (length: number): string => `${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj'.repeat(4).slice(0, length)}`;
const join = (...parts: readonly string[]): string => parts.join('');
const pem = (label: string, body: string): string => join('-----', 'BEGIN ', label, '-----\n', body, '\n-----', 'END ', label, '-----');
const jwt = (parts = 3): string => [join('ey', 'JhbGciOiJIUzI1NiJ9'), 'eyJzdWIiOiI0MiJ9', alnum(43), alnum(20), alnum(22)].slice(0, parts).join('.');

type Row = readonly [what: string, text: string, secret: string];
/** A key in a sentence. */
const key = (what: string, ...parts: readonly string[]): Row => [what, `The request with ${join(...parts)} was refused, see the log`, join(...parts)];

const KEYS: readonly Row[] = [
  key('Stripe, secret, live', 'sk_', 'live_', alnum(24)),
  key('Stripe, secret, test', 'sk_', 'test_', alnum(99)),
  key('Stripe, restricted', 'rk_', 'live_', alnum(24)),
  key('Stripe, webhook', 'whsec', '_', alnum(32)),
  key('AWS, access key', 'AK', 'IA', upper(16)),
  key('AWS, temporary key', 'AS', 'IA', upper(16)),
  key('AWS, Bedrock', 'AB', 'SK', alnum(110)),
  key('GitHub, personal', 'gh', 'p_', alnum(36)),
  key('GitHub, OAuth', 'gh', 'o_', alnum(36)),
  key('GitHub, user of an app', 'gh', 'u_', alnum(36)),
  key('GitHub, server', 'gh', 's_', alnum(36)),
  key('GitHub, refresh', 'gh', 'r_', alnum(76)),
  key('GitHub, fine-grained', 'github', '_pat_', alnum(22), '_', alnum(59)),
  key('GitLab, personal', 'gl', 'pat-', alnum(20)),
  key('GitLab, routable', 'gl', 'pat-', alnum(27), '.01.', 'ab1234567'),
  key('GitLab, deploy', 'gl', 'dt-', alnum(20)),
  key('GitLab, runner', 'gl', 'rt-', alnum(20)),
  key('GitLab, trigger', 'gl', 'ptt-', hex(40)),
  key('Slack, bot', 'xo', 'xb-', '123456789012-1234567890123-', alnum(24)),
  key('Slack, user', 'xo', 'xp-', '123456789012-123456789012-123456789012-', hex(32)),
  key('Slack, app', 'xa', 'pp-1-A0123456789-1234567890123-', hex(64)),
  key('Slack, rotated', 'xo', 'xe.xo', 'xb-1-', upper(80)),
  key('npm', 'np', 'm_', alnum(36)),
  key('Google, API', 'AI', 'za', alnum(35)),
  key('Google, OAuth', 'ya', '29.', alnum(60)),
  key('Google, client secret', 'GOC', 'SPX-', alnum(28)),
  key('OpenAI, project', 'sk-', 'proj-', alnum(48)),
  key('OpenAI, first form', 'sk-', alnum(20), 'T3Blbk', 'FJ', alnum(20)),
  key('OpenAI, service account', 'sk-', 'svcacct-', alnum(58), 'T3Blbk', 'FJ', alnum(58)),
  key('Anthropic', 'sk-', 'ant-', 'api03-', alnum(62), '_-', alnum(29), 'AA'),
  key('SendGrid', 'S', 'G.', alnum(22), '.', alnum(43)),
  key('Twilio', 'S', 'K', hex(32)),
  key('Mailgun', 'ke', 'y-', hex(32)),
  key('DigitalOcean', 'do', 'p_v1_', hex(64)),
  key('DigitalOcean, OAuth', 'do', 'o_v1_', hex(64)),
  key('Shopify', 'shp', 'at_', hex(32)),
  key('Shopify, shared', 'shp', 'ss_', hex(32)),
  key('PyPI', 'py', 'pi-', 'AgEIcHlwaS5vcmc', alnum(60)),
  key('Hugging Face', 'h', 'f_', letters(34)),
  key('Docker', 'dckr', '_pat_', alnum(27)),
  key('Linear', 'lin', '_api_', alnum(40)),
  key('age', 'AGE-', 'SECRET-', 'KEY-1', upper(58)),
  key('Telegram', '1234567890', ':AA', alnum(33)),
  key('Vault', 'hv', 's.', alnum(95)),
  key('Doppler', 'dp.', 'pt.', alnum(43)),
  key('Databricks', 'da', 'pi', hex(32)),
  key('Grafana', 'gl', 'sa_', alnum(32), '_', hex(8)),
  key('Sentry', 'sntr', 'yu_', hex(64)),
  key('Notion', 'nt', 'n_', '12345678901', alnum(35)),
  key('Postman', 'PM', 'AK-', hex(24), '-', hex(34)),
  key('RubyGems', 'ruby', 'gems_', hex(48)),
  key('Supabase', 'sb', 'p_', hex(40)),
  key('Tailscale', 'ts', 'key-auth-', alnum(12), '-', alnum(32)),
  key('Figma', 'fig', 'd_', alnum(40)),
  key('Alibaba', 'LT', 'AI', alnum(20)),
  key('Brevo', 'xkey', 'sib-', hex(64), '-', alnum(16)),
  key('a JWT', jwt()),
  key('a JWT without a signature', `${jwt(2)}.`),
  key('a JWT of two parts', jwt(2)),
  key('a JWE', jwt(5)),
  key('a JWE without a key', join(jwt(1), '..', alnum(16), '.', alnum(40), '.', alnum(22))),
  ['a JWT behind a dash', `the cookie session-${jwt()} is expired`, alnum(43)],
  ['a key behind an underscore', `STRIPE_${join('sk_', 'live_', alnum(24))} is not a name`, alnum(24)],
  ["Slack's webhook", `POST https://hooks.slack.com/services/T0001/B0001/${alnum(24)} answered 404`, alnum(24)],
  ["Discord's webhook", `POST https://discord.com/api/webhooks/123456789012345678/${alnum(68)} answered 404`, alnum(68)],
  ['a token in a path', `Cannot GET /reset/${hex(40)}`, hex(40)],
  ['a token in a path, base64url', `Cannot GET /users/verify-email/${alnum(43)}?next=/`, alnum(43)],
  ['a UUID in a path that proves something', 'Cannot GET /invitations/3f2a9c1e-7b4d-4e8f-9a1b-2c3d4e5f6a7b/accept', '3f2a9c1e-7b4d-4e8f-9a1b-2c3d4e5f6a7b'],
];

const PRIVATE_KEYS: readonly Row[] = [
  ['RSA', `cannot read ${pem('RSA PRIVATE KEY', base64(64))}`, base64(64)],
  ['PKCS #8', `cannot read ${pem('PRIVATE KEY', base64(64))}`, base64(64)],
  ['PKCS #8, encrypted', `cannot read ${pem('ENCRYPTED PRIVATE KEY', base64(64))}`, base64(64)],
  ['RFC 1421, encrypted', `cannot read ${pem('RSA PRIVATE KEY', `Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,5A-6B\n\n${base64(64)}`)}`, base64(64)],
  ['OpenSSH', `cannot read ${pem('OPENSSH PRIVATE KEY', `b3BlbnNzaC1rZXktdjEAAAAABG5vbmU\n${base64(64)}`)}`, base64(64)],
  ['OpenPGP', `cannot read ${pem('PGP PRIVATE KEY BLOCK', `Version: GnuPG v2\nComment: a - b\n\n${base64(64)}\n=aB3d`)}`, base64(64)],
  ['with line ends as in JSON', `cannot read ${pem('EC PRIVATE KEY', base64(64)).replaceAll('\n', '\\n')}`, base64(64)],
  ['cut off', `cannot read ${pem('PRIVATE KEY', base64(200)).slice(0, 120)}`, base64(64)],
];

const SCHEMES: readonly Row[] = [
  ['bearer', 'sent Authorization: Bearer abc.def-123', 'abc.def-123'],
  ['bearer alone', 'the header was Bearer mF_9.B5f-4.1JqM, which is wrong', 'mF_9'],
  ['bearer in any case', 'the header was bEARER abc.def-123', 'abc.def-123'],
  ['bearer and a tab', 'the header was Bearer\tabc.def-123', 'abc.def-123'],
  ['bearer and spaces', 'the header was Bearer    abc.def-123', 'abc.def-123'],
  ['basic', 'the header was basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
  ['basic and a tab', 'the header was BASIC\tdXNlcjpwYXNzMQ==', 'dXNlcjpwYXNzMQ'],
  ['digest', 'Digest username="ann", realm="orders", nonce="1", response="6629fae49393a05397450978507c4ef1"', '6629fae'],
  ['token', `the header was token ${hex(40)}`, hex(40)],
  ['negotiate', `the header was Negotiate ${base64(60)}`, base64(60)],
];

const ADDRESSES: readonly Row[] = [
  ['PostgreSQL', 'connect postgres://harbour:s3cr3t@db:5432/berths failed', 's3cr3t'],
  ['a slash in the password', 'connect postgres://u:pa/ss@h failed', 'pa/ss'],
  ['an at in the password', 'connect postgres://u:p@ss@h failed', 'p@ss'],
  ['both', 'connect postgres://u:p@a/b@h/db failed', 'a/b'],
  ['a question mark in the password', 'connect mysql://u:pa?ss@h failed', 'pa?ss'],
  ['a number sign in the password', 'connect amqp://u:pa#ss@h failed', 'pa#ss'],
  ['without a user', 'connect redis://:pw@h failed', 'pw'],
  ['without a password', 'GET https://s3cr3t@example.com/ failed', 's3cr3t'],
  ['over http', 'request http://user:pw12@h/ failed', 'pw12'],
  ['an @ in the path as well', 'GET https://user:pw12@npm.example/@scope/pkg failed', 'pw12'],
  ['MongoDB with several hosts', 'mongodb://ann:hunter2@a:27017,b:27017/db failed', 'hunter2'],
  ['an empty port', 'postgres://u:@p@h', '@p'],
];

const NAMED: readonly Row[] = [
  ['a form', 'body was password=hunter2&user=ann', 'hunter2'],
  ['a query', 'GET /orders?api_key=abc123&token=xyz987&page=2 failed', 'abc123'],
  ['the second of a query', 'GET /orders?api_key=abc123&token=xyz987&page=2 failed', 'xyz987'],
  ['JSON', 'body was {"password":"hunter2","user":"ann"}', 'hunter2'],
  ['JSON with spaces', 'body was { "password" : "hunter2" }', 'hunter2'],
  ['JSON with a quote in it', 'body was {"password":"hun\\"ter2"}', 'ter2'],
  ['JSON in JSON', 'body was {"a":"{\\"password\\":\\"hunter2\\"}"}', 'hunter2'],
  ['JSON in JSON, a quote in it', 'body was {"a":"{\\"password\\":\\"hun\\\\\\"ter2\\"}"}', 'ter2'],
  ['JSON in JSON in JSON', 'body was {\\"a\\":\\"{\\\\\\"password\\\\\\":\\\\\\"hunter2\\\\\\"}\\"}', 'hunter2'],
  ['JSON that is cut off', 'Unexpected end of JSON input: {"user":"ann","password":"hunter2', 'hunter2'],
  ['a number in JSON', 'body was {"pin":1234}', '1234'],
  ['a list in JSON', 'body was {"password":["hunter2","hunter3"]}', 'hunter3'],
  ['YAML', 'password: hunter2', 'hunter2'],
  ['YAML with spaces in the value', 'password: correct horse battery staple', 'battery'],
  ['YAML with indentation', 'db:\n  user: ann\n  password:   hunter2\n', 'hunter2'],
  ['util.inspect', "{ user: 'ann', password: 'hunter2' }", 'hunter2'],
  ['util.inspect of a list', "{ user: 'ann', password: [ 'hunter2', 'hunter3' ] }", 'hunter2'],
  ['util.inspect of a buffer', '{ password: <Buffer 68 75 6e 74> }', '68 75'],
  ['libpq', 'connect host=db user=u password=hunter2 dbname=orders failed', 'hunter2'],
  ['libpq in quotes', "connect host=db password='a b c' dbname=orders failed", 'a b c'],
  ['libpq, a quote in quotes', "connect host=db password='it\\'s me' dbname=orders failed", 's me'],
  ['ADO', 'Server=db;User Id=sa;Pwd=hunter2;Database=orders', 'hunter2'],
  ['ADO in quotes', 'Server=db;Password="a;""b";Database=orders', '"b'],
  ['a semicolon in it', 'Server=db;Password=a;b!c;Database=orders', 'b!c'],
  ['JDBC', 'jdbc:postgresql://db:5432/orders?user=u&password=hunter2', 'hunter2'],
  ['Azure storage', `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${base64(40)}==;EndpointSuffix=x`, base64(40)],
  ['Azure SAS', `https://a.blob.core.windows.net/c?sv=2022-11-02&sp=r&sig=${alnum(30)}%3D failed`, alnum(30)],
  ['AWS, secret key', `aws_secret_access_key = ${alnum(40)}`, alnum(40)],
  ['AWS, presigned', `GET https://b.s3.amazonaws.com/k?X-Amz-Signature=${hex(64)}&x=1`, hex(64)],
  ['a cookie', 'Cookie: sid=abc; theme=dark', 'abc'],
  ['all of a cookie', 'Cookie: a=b; sid=s3cr3t', 's3cr3t'],
  ['a cookie that is set', 'Set-Cookie: sid=s3cr3t; Path=/; HttpOnly', 's3cr3t'],
  ['a key of an API', 'x-api-key: abc123', 'abc123'],
  ['Authorization, no scheme', 'Authorization: s3cr3t', 's3cr3t'],
  ['Authorization, a scheme of its own', 'authorization: Custom s3cr3t and more', 's3cr3t'],
  ['Proxy-Authorization', 'Proxy-Authorization: Custom s3cr3t', 's3cr3t'],
  ['a header in a command', `curl -H 'Authorization: token s3cr3t' https://example.com/orders`, 's3cr3t'],
  ['a flag', 'Command failed: mysqldump --password hunter2 orders', 'hunter2'],
  ['a flag with =', 'Command failed: mysqldump --password=hunter2 orders', 'hunter2'],
  ["curl's user", 'Command failed: curl -u ann:hunter2 https://example.com', 'hunter2'],
  ['camelCase', 'dbPassword=hunter2', 'hunter2'],
  ['SNAKE_CASE', 'DB_PASSWORD=hunter2', 'hunter2'],
  ['a name of a service', "stripeSecretKey: 'abc123'", 'abc123'],
  ['a member of a member', 'spring.datasource.password=hunter2', 'hunter2'],
  ['a field in brackets', 'user[password]=hunter2&user[name]=ann', 'hunter2'],
  ['a field in escaped brackets', 'user%5Bpassword%5D=hunter2&x=1', 'hunter2'],
  ['an escaped sign', 'GET /login?next=%2Forders%3Ftoken%3Ds3cr3t%26page%3D1', 's3cr3t'],
  ['an arrow', '"password" => "hunter2"', 'hunter2'],
  ["Go's sign", 'password := "hunter2"', 'hunter2'],
  ['XML', '<user>ann</user><password>hunter2</password>', 'hunter2'],
  ['SOAP', '<wsse:Password>hunter2</wsse:Password>', 'hunter2'],
  ["PostgreSQL's detail", 'Key (reset_token)=(s3cr3t) already exists.', 's3cr3t'],
  ['two words', 'api key: abc123', 'abc123'],
  ['a code', 'verification code: 123456', '123456'],
  ['a recovery code', 'recovery_code=abcd-efgh', 'abcd-efgh'],
  ['a mnemonic', 'mnemonic: witch collapse practice feed open despair creek road again ice least', 'collapse'],
  ['Spanish', 'contraseña: secreto1', 'secreto1'],
  ['Portuguese', 'senha=abc123', 'abc123'],
  ['Russian', 'пароль: abc123', 'abc123'],
  ['Chinese', '密码：abc123', 'abc123'],
  ['a value with a remark', 'password: hunter2 is wrong', 'hunter2'],
  ['a key that looks like one', `key=${alnum(32)}`, alnum(32)],
  ['an address of mail behind its name', 'GET /search?email=ann@example.com', 'ann@example.com'],
  ['a session', `session=${alnum(32)}; theme=dark`, alnum(32)],
];

const NUMBERS: readonly Row[] = [
  ['a card', 'paid with 4111111111111111 today', '4111111111111111'],
  ['a card with spaces', 'paid with 4111 1111 1111 1111 today', '1111 1111'],
  ['a card with dashes', 'paid with 5500-0055-5555-5559 today', '5559'],
  ['a card with dots', 'paid with 4111.1111.1111.1111 today', '1111.1111'],
  ['American Express', 'paid with 3782 822463 10005 today', '822463'],
  ['an IBAN', 'pay to DE89370400440532013000 please', '370400440532013000'],
  ['an IBAN with spaces', 'pay to DE89 3704 0044 0532 0130 00 please', '0532'],
  ['an IBAN with dots', 'pay to BE68.5390.0754.7034 now', '0754'],
  ['an IBAN and a word of four letters', 'BE68 5390 0754 7034 fail', '0754'],
  ['an IBAN with letters', 'pay to GB82 WEST 1234 5698 7654 32', '5698'],
];

const TABLES = { KEYS, PRIVATE_KEYS, SCHEMES, ADDRESSES, NAMED, NUMBERS };

describe('maskText takes out', () => {
  for (const [table, rows] of Object.entries(TABLES)) {
    describe(table.toLowerCase().replace('_', ' '), () => {
      it.each(rows)('%s', (_, text, secret) => {
        expect(text).toContain(secret);
        const masked = maskText(text);
        expect(masked).not.toContain(secret);
        expect(masked).toContain('[masked]');
        // A second time changes nothing: what is logged twice is masked twice.
        expect(maskText(masked)).toBe(masked);
      });
    });
  }

  it('at least 120 shapes', () => {
    expect(Object.values(TABLES).flat().length).toBeGreaterThanOrEqual(120);
  });
});
