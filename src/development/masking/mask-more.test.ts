import { describe, expect, it } from 'vitest';
import { maskMore } from './mask-more.ts';

const KEY = 'Zk3J8v2Qp9Lx7Rt5Wm1Nc6Yb4Hd0Gf8A';

describe('maskMore', () => {
  it.each([
    ['the secret key of AWS beside the id', 'used AKIAIOSFODNN7EXAMPLE wJ4rXUt2FEMI/K7MDEN6/bPx8fiCY3XAM7LE9EYk', 'K7MDEN6'],
    ['a key without a prefix', `client ${KEY}`, KEY],
    ['a hash of bcrypt', '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy', 'N9qo8uLO'],
    ['a hash of argon2', '$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2g', 'aGFzaGhhc2g'],
    ['a key of Mailchimp', '0123456789abcdef0123456789abcdef-us12', '456789abcdef'],
    ['a password without a scheme', 'connect to //shop:tiger7x@db/orders', 'tiger7x'],
    ['a user and a password before a host', 'new Client shop:tiger7x@db.internal:5432', 'tiger7x'],
    ['an address of Oracle', 'jdbc:oracle:thin:scott/tiger7x@//db:1521/x', 'tiger7x'],
    ['the password of a command', 'Command failed: mysql -u root -ptiger7x shop', 'tiger7x'],
    ['a line of .netrc', 'machine db login ann password tiger7x', 'tiger7x'],
    ['a pair', '{"name":"password","value":"tiger"}', 'tiger'],
    ['a pair that is quoted twice', String.raw`{\"key\":\"api_key\",\"value\":\"tiger\"}`, 'tiger'],
    ['a pair with the value first', "{ value: 'tiger', name: 'Authorization' }", 'tiger'],
    ['a pair on several lines', "{ key: 'DB_PASSWORD',\n  value: 'tiger' }", 'tiger'],
    ['an element', '<input type="password"\n  value="tiger">', 'tiger'],
    ['an element with the value first', '<input value="tiger" type="password">', 'tiger'],
    ['a list of header fields', '["Host","x","Authorization","tiger"]', 'tiger'],
    ['a list of arguments', "spawn('x', ['--password', 'tiger'])", 'tiger'],
    ['a user of curl', "spawn('curl', ['-u', 'ann:tiger'])", 'tiger'],
    ['an object under the name', '{"password":{"value":"tiger"}}', 'tiger'],
  ])('masks %s', (_, text, secret) => {
    expect(text).toContain(secret);
    const masked = maskMore(text);
    expect(masked).not.toContain(secret);
    expect(masked.split('\n')).toHaveLength(text.split('\n').length);
  });

  it.each([
    'order 550e8400-e29b-41d4-a716-446655440000 of commit 9fceb02d0ae598e95dc970b74767f19372d61af8',
    'at find (/tmp/shop-a1B2c3/node_modules/.pnpm/express@5.1.0/lib/router.js:12:5)',
    'npm:react@18.2.0 shop:latest@sha256:abc mailto:ann@example.com getUserByIdAndOrganizationFromDatabase2',
    '["email","password","name1"] {"name":"password","message":"required"}',
    'password must have 8 characters, GET http://localhost:1337/orders/42?x=1',
  ])('keeps %j', (text) => {
    expect(maskMore(text)).toBe(text);
  });
});
