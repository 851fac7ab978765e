import { describe, expect, it } from 'vitest';
import { alnum, base64, hex, join, jwt, letters, pem, type Row, upper } from '../../../../tests/support/fake-secrets.ts';
import { maskText } from '../mask.ts';

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
  ['a key after an underscore', `STRIPE_${join('sk_', 'live_', alnum(24))} is not a name`, alnum(24)],
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

const TABLES = { KEYS, PRIVATE_KEYS };

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

  it('at least 65 shapes', () => {
    expect(Object.values(TABLES).flat().length).toBeGreaterThanOrEqual(65);
  });
});
