import { describe, expect, it } from 'vitest';
import { checkProxy } from '../../../src/export/check/check-proxy.ts';
import { freePort } from '../../support/ports.ts';
import { findingOf } from './checked-nginx.ts';
import { caddy, useProxies } from './proxies.ts';

const proxies = useProxies();

/** The report on a Caddy in front of an app that is stopped. */
async function check(errors: string) {
  const stopped = await freePort();
  const { url } = await proxies.caddyWith((port) => `http://:${port} {\n\tbind 127.0.0.1\n\treverse_proxy 127.0.0.1:${stopped}\n\t${errors}\n}\n`);
  return checkProxy(new URL(url));
}

describe.skipIf(caddy === undefined)('a wrong configuration of Caddy has its finding:', () => {
  it('no pages: the answer of Caddy is empty', async () => {
    const report = await check('');
    expect(findingOf(report)).toMatchObject({ code: 'default-page', what: expect.stringContaining('Caddy'), todo: expect.stringContaining('--for caddy') });
    expect(report.notes).toEqual([expect.stringMatching(/^no Host \(400\), wrong request line \(400\): Go's own server/)]);
  });

  it('one text for every client', async () => {
    const { findings } = await check('handle_errors {\n respond "We are sorry"\n}');
    expect(findings.map(({ code }) => code)).toEqual(['wrong-type', 'missing-header']);
  });

  it('one page for every client, with the status', async () => {
    const { findings } = await check(
      'handle_errors {\n header Content-Type text/html\n respond "<!doctype html><title>502</title>" {http.error.status_code}\n}',
    );
    expect(findings.map(({ code }) => code)).toEqual(['wrong-type', 'missing-header', 'no-charset']);
  });
});
