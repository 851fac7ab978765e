import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ErrorServer, NGINX } from './error-server.ts';
import { filesOf, POLICY, somePages } from './some-pages.ts';

/** These tests have no Traefik: the registries of the tests have none. They check what Traefik reads, and the server that it asks. */
describe('the export for Traefik', () => {
  it('has YAML that names only parts that it declares', async () => {
    const files = await filesOf('traefik', somePages(), { upstream: 'http://app.internal:1337', folder: '/srv/error "pages"' });
    const { http } = parse(files['dynamic.yaml'] ?? '');
    for (const router of Object.values<{ middlewares: string[]; service: string }>(http.routers)) {
      expect(Object.keys(http.middlewares)).toEqual(router.middlewares);
      expect(http.services).toHaveProperty(router.service);
    }
    expect(http.services).toHaveProperty(http.middlewares['halyard-errors'].errors.service);
    expect(http.services.app.loadBalancer.servers).toEqual([{ url: 'http://app.internal:1337' }]);
    expect(http.serversTransports).toHaveProperty(http.services.app.loadBalancer.serversTransport);
    expect(http.middlewares['halyard-errors'].errors).toMatchObject({ status: ['502', '504'], query: '/{status}' });
    const asked = new URL(http.services['halyard-error-pages'].loadBalancer.servers[0].url).host;
    expect(files['nginx.conf']).toContain(`listen ${asked};`);
    const configuration = parse(files['static.yaml'] ?? '');
    expect(configuration.providers.file.filename).toBe('/srv/error "pages"/dynamic.yaml');
    expect(configuration.entryPoints).toHaveProperty(http.routers.app.entryPoints[0]);
    expect(configuration.accessLog.fields.headers.names).toEqual({ 'Error-Reference': 'keep' });
  });

  it('has a server that answers what Traefik asks: GET /STATUS, with the fields of the client', async (context) => {
    context.skip(NGINX === undefined, 'there is no nginx here: install one, or name it in NGINX');
    const files = await filesOf('traefik', somePages(), { folder: '/srv/error-pages' });
    const server = await ErrorServer.start(files, [
      ['127.0.0.1:8089', '127.0.0.1:PORT'],
      ['/tmp/error-pages.log', 'ACCESS-LOG'],
      ['"/tmp/', '"FOLDER/'],
      ['ACCESS-LOG', 'FOLDER/access.log'],
      ['/srv/error-pages', 'FOLDER'],
    ]);
    try {
      for (const status of [502, 504]) {
        // Traefik passes these fields on from a POST, without its body.
        const fields = { accept: 'text/html', 'content-type': 'text/plain', 'if-none-match': '*', range: 'bytes=0-3', cookie: 'a=b' };
        const page = await server.ask('GET', `/${status}`, fields);
        const reference = String(page.headers['error-reference']);
        expect([page.status, page.headers['content-type'], page.headers['content-security-policy']]).toEqual([status, 'text/html; charset=utf-8', POLICY]);
        expect(page.body).toContain(`<code>${reference}</code>`);
        await expect.poll(() => server.log()).toContain(reference);
        const json = await server.ask('GET', `/${status}`, { ...fields, accept: 'application/json, text/html;q=0.5' });
        expect([json.status, JSON.parse(json.body)]).toMatchObject([status, { status, reference: json.headers['error-reference'] }]);
      }
    } finally {
      await server.stop();
    }
  });
});
