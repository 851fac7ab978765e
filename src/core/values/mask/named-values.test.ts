import { describe, expect, it } from 'vitest';
import { alnum, base64, hex, type Row } from '../../../../tests/support/fake-secrets.ts';
import { maskText } from '../mask.ts';

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
  ['an inspected object in colour', "{ password: \u001b[32m'hunter2'\u001b[39m }", 'hunter2'],
  ["Python's bytes", "{'password': b'hunter2'}", 'hunter2'],
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
  ['an email address after its name', 'GET /search?email=ann@example.com', 'ann@example.com'],
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

const TABLES = { SCHEMES, ADDRESSES, NAMED, NUMBERS };

describe('maskText masks', () => {
  for (const [table, rows] of Object.entries(TABLES)) {
    describe(table.toLowerCase().replace('_', ' '), () => {
      it.each(rows)('%s', (_, text, secret) => {
        expect(text).toContain(secret);
        const masked = maskText(text);
        expect(masked).not.toContain(secret);
        expect(masked).toContain('[masked]');
        // Masking twice changes nothing, because some texts are logged twice.
        expect(maskText(masked)).toBe(masked);
      });
    });
  }

  it('at least 85 shapes', () => {
    expect(Object.values(TABLES).flat().length).toBeGreaterThanOrEqual(85);
  });
});
