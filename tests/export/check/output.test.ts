import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type CheckRun, runCheck } from '../../../src/cli/export/check.ts';
import { useCheckedNginx } from './checked-nginx.ts';

const hasOpenssl = spawnSync('openssl', ['version'], { stdio: 'ignore' }).status === 0;
const { proxies, set } = useCheckedNginx();
afterEach(() => vi.restoreAllMocks());

/** Runs the command, and returns its exit code and what it printed. */
async function run(address: string, options: CheckRun = {}): Promise<{ code: number; out: string; err: string }> {
  const printed = { out: '', err: '' };
  const into = (name: 'out' | 'err') => (text: string | Uint8Array) => {
    printed[name] += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(into('out'));
  vi.spyOn(process.stderr, 'write').mockImplementation(into('err'));
  vi.stubEnv('NO_COLOR', '1');
  const code = await runCheck(address, options);
  vi.restoreAllMocks();
  return { code, ...printed };
}

const rightServer = (): { readonly http: string; readonly server: string; readonly files: Readonly<Record<string, string>> } => {
  const { http, pages, errors, app } = set.right;
  return { http, server: `${errors} ${pages} ${app}`, files: set.files };
};

describe('halyard export --check', () => {
  it('ends with 0 and says what was right', async () => {
    const { url } = await proxies.nginx(rightServer());
    const { code, out } = await run(url);
    expect(code).toBe(0);
    expect(out).toContain(`halyard export --check ${url}/\nnginx · the app is stopped: 502\n`);
    expect(out).toContain('✓ Every answer is right: 400, 405, 413, 414, 431, 502, for 9 clients');
    expect(out).toMatch(/\n\d\d answers, 0 findings, \d+\.\d s\n$/);
  });

  it('ends with 1 at an error, with what was found, what was expected, and what to do', async () => {
    const { url } = await proxies.nginx({ ...rightServer(), server: rightServer().server.replace('ssi on;', '') });
    const { code, out } = await run(url.replace('http://', ''));
    expect(code).toBe(1);
    expect(out).toMatch(/✗ template-not-run\n[\s\S]* {4}found {5}<!--# echo\n {4}expected {2}the reference\n {4}→ In nginx: `ssi on;/);
    expect(out).toMatch(/\n {2}Response {2,}browser {2}json {2}problem {2}markdown {2}text {2}others\n {2}GET {10,}1 /);
  });

  it('ends with 0 at a warning, and with 1 if it is strict', async () => {
    const { http, ...rest } = rightServer();
    const { url } = await proxies.nginx({ ...rest, http: http.replace('server_tokens off;', '') });
    expect((await run(url)).code).toBe(0);
    const { code, out } = await run(url, { strict: true });
    expect(code).toBe(1);
    expect(out).toContain('1 finding (1 warning)');
  });

  it('prints JSON that names each answer, and no body', async () => {
    const { url } = await proxies.nginx({ ...rightServer(), server: rightServer().server.replace('add_header Vary Accept always;', '') });
    const { code, out, err } = await run(url, { json: true });
    const report = JSON.parse(out);
    expect(code).toBe(1);
    expect(report).toMatchObject({ status: 502, counts: { errors: 1, warnings: 0 }, findings: [{ code: 'missing-header', found: ['no Vary: Accept'] }] });
    expect(report.answers[0]).toMatchObject({ method: 'GET', client: 'browser', about: 'stopped', status: 502, type: 'text/html' });
    expect(out).not.toContain('<main>');
    expect(err).toMatch(/^\d\d answers, 1 finding, /);
  });

  it('ends with 1 if the app answers, and says to stop it', async () => {
    const { url } = await proxies.nginx({ server: 'return 200 "the shop";' });
    const { code, out } = await run(url);
    expect(code).toBe(1);
    expect(out).toMatch(/✗ app-answers\n {4}The app answers: stop it first\./);
  });

  it.each(['', 'ftp://localhost', 'http://'])('ends with 2 for an address that is none: "%s"', async (address) => {
    const { code, err } = await run(address);
    expect(code).toBe(2);
    expect(err).toContain(`Found "${address}". See "halyard export --help".`);
  });

  it.runIf(hasOpenssl)('needs --insecure for a certificate that nobody has signed', async () => {
    const { certificate, key } = selfSigned();
    const { http, server, files } = rightServer();
    const secure = {
      http,
      server: `ssl_certificate FOLDER/own.crt; ssl_certificate_key FOLDER/own.key; error_page 497 =400 /halyard-pages/400.$format; ${server}`,
    };
    const { url } = await proxies.nginx({ ...secure, files: { ...files, 'own.crt': certificate, 'own.key': key }, tls: true });
    const refused = await run(url);
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(/✗ no-proxy[\s\S]*DEPTH_ZERO_SELF_SIGNED_CERT[\s\S]*`--insecure`/);
    const { code, out } = await run(url, { insecure: true });
    expect(out).toContain('0 findings');
    expect(code).toBe(0);
  });
});

/** A certificate that only this machine knows. */
function selfSigned(): { readonly certificate: string; readonly key: string } {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-check-tls-'));
  const [key, certificate] = [join(folder, 'own.key'), join(folder, 'own.crt')] as const;
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', certificate, '-days', '2', '-subj', '/CN=localhost'], { stdio: 'ignore' });
  const read = { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
  rmSync(folder, { recursive: true });
  return read;
}
