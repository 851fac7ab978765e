import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { yamlString } from '../../src/export/targets/kubernetes/yaml-string.ts';
import { filesOf, somePages } from './some-pages.ts';

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  // biome-ignore lint/suspicious/noExplicitAny: each kind has a form of its own.
  readonly spec: any;
  readonly data?: Readonly<Record<string, string>>;
}

const { ensureInstalled } = (await import(new URL('../../scripts/separate-install.mjs', import.meta.url).href)) as {
  ensureInstalled(name: string, wanted: { manifest: object }): string;
};

/** The folder with the schemas of the API of Kubernetes. */
let models: string;
beforeAll(() => {
  models = ensureInstalled('kubernetes-models', { manifest: { dependencies: { 'kubernetes-models': '5.1.0' } } });
}, 600_000);

/** What the API of Kubernetes finds wrong in a manifest. `undefined`: nothing. */
async function faultOf(manifest: Manifest): Promise<string | undefined> {
  const path = join(models, 'node_modules/kubernetes-models', manifest.apiVersion, 'index.js');
  const all = (await import(pathToFileURL(path).href)) as Readonly<Record<string, new (value: object) => { validate(): void }>>;
  const Model = all[manifest.kind];
  if (Model === undefined) return `There is no ${manifest.kind} in ${manifest.apiVersion}`;
  try {
    new Model(manifest).validate();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** Reads each document of a file as Kubernetes does: no key twice, no warning. */
function manifests(text: string): readonly Manifest[] {
  return parseAllDocuments(text, { strict: true, uniqueKeys: true, version: '1.2' }).map((document) => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    return document.toJS() as Manifest;
  });
}

async function read(pages = somePages()): Promise<Readonly<Record<string, readonly Manifest[]>>> {
  const files = Object.entries(await filesOf('kubernetes', pages)).filter(([path]) => path.endsWith('.yaml'));
  return Object.fromEntries(files.map(([path, text]) => [path, manifests(text)]));
}

/** The first object of a file. */
function firstOf(all: Readonly<Record<string, readonly Manifest[]>>, path: string): Manifest {
  const found = all[path]?.[0];
  if (found === undefined) throw new Error(`There is no ${path}`);
  return found;
}

describe('the manifests of the export for Kubernetes', () => {
  it('are objects of Kubernetes with a kind, a version and a name that it allows', async () => {
    const all = await read();
    expect(Object.entries(all).map(([path, found]) => [path, [...new Set(found.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`))]])).toEqual([
      ['deployment.yaml', ['apps/v1 Deployment']],
      ['service.yaml', ['v1 Service']],
      ['ingress-nginx.yaml', ['networking.k8s.io/v1 Ingress']],
      ['traefik.yaml', ['traefik.io/v1alpha1 Middleware']],
      ['envoy-gateway.yaml', ['gateway.envoyproxy.io/v1alpha1 BackendTrafficPolicy', 'v1 ConfigMap']],
    ]);
    for (const { metadata } of Object.values(all).flat()) expect(metadata.name).toMatch(/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/);
  });

  it('have the form that the API of Kubernetes wants', async () => {
    const all = await read();
    const own = Object.values(all)
      .flat()
      .filter(({ apiVersion }) => !/traefik|envoyproxy/.test(apiVersion));
    expect(own.map(({ kind }) => kind)).toEqual(['Deployment', 'Service', 'Ingress', 'ConfigMap', 'ConfigMap', 'ConfigMap']);
    for (const manifest of own) expect(await faultOf(manifest)).toBeUndefined();
    const deployment = firstOf(all, 'deployment.yaml');
    expect(await faultOf({ ...deployment, spec: { ...deployment.spec, replicas: 'two' } })).toContain('/spec/replicas');
  });

  it('lead from the Ingress and from Traefik to the Service, and from the Service to the port of the image', async () => {
    const all = await read();
    const [deployment, service, ingress, traefik] = (['deployment', 'service', 'ingress-nginx', 'traefik'] as const).map((name) =>
      firstOf(all, `${name}.yaml`),
    ) as [Manifest, Manifest, Manifest, Manifest];
    const { template, selector } = deployment.spec;
    const [container] = template.spec.containers;
    expect(service.spec.selector).toEqual(template.metadata.labels);
    expect(selector.matchLabels).toEqual(template.metadata.labels);
    expect(service.spec.ports[0].targetPort).toBe(container.ports[0].name);
    expect(container.readinessProbe.httpGet).toEqual({ path: '/healthz', port: container.ports[0].name });
    expect(ingress.metadata.annotations?.['nginx.ingress.kubernetes.io/default-backend']).toBe(service.metadata.name);
    expect(traefik.spec.errors.service).toEqual({ name: service.metadata.name, port: service.spec.ports[0].port });
    const files = await filesOf('kubernetes', somePages());
    expect(files['nginx.conf']).toContain(`listen ${container.ports[0].containerPort};`);
    expect(files['Dockerfile']).toContain(`EXPOSE ${container.ports[0].containerPort}`);
  });

  it('keep to the restricted standard of pods: no root, no privileges, a read-only file system with a folder for temporary files', async () => {
    const { spec } = firstOf(await read(), 'deployment.yaml').spec.template;
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 101, seccompProfile: { type: 'RuntimeDefault' } });
    expect(spec.automountServiceAccountToken).toBe(false);
    const [container] = spec.containers;
    expect(container.securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
    expect(container.volumeMounts).toEqual([{ name: spec.volumes[0].name, mountPath: '/tmp' }]);
  });

  it('list no status that an app makes, because the proxy would replace its answers', async () => {
    const all = await read();
    expect(firstOf(all, 'ingress-nginx.yaml').metadata.annotations?.['nginx.ingress.kubernetes.io/custom-http-errors']).toBe('502,503,504');
    expect(firstOf(all, 'traefik.yaml').spec.errors).toMatchObject({ status: ['502-504'], query: '/{status}' });
    const fields = all['traefik.yaml']?.[1]?.spec.headers.customRequestHeaders;
    expect(fields).toEqual({ 'X-Request-Id': '', 'X-Code': '', 'X-Format': '' });
    for (const { source } of firstOf(all, 'envoy-gateway.yaml').spec.responseOverride) expect(source).toBe('Local');
  });

  it('give Envoy each page as a format string that stands for the page', async () => {
    const [policy, ...bodies] = (
      await read(somePages({ change: (page) => ({ ...page, parts: page.parts.map((part) => part.replace('color:red', 'width:100%')) }) }))
    )['envoy-gateway.yaml'] as Manifest[];
    expect(policy?.spec.responseOverride.map((rule: Manifest['spec']) => [rule.match.statusCodes[0].value, rule.response.body.valueRef.name])).toEqual(
      [502, 503, 504].map((status) => [status, `error-page-${status}`]),
    );
    expect(bodies.map(({ metadata }) => metadata.name)).toEqual(['error-page-502', 'error-page-503', 'error-page-504']);
    for (const { data } of bodies) {
      expect(data?.['response.body']).toContain('width:100%%');
      expect(data?.['response.body']?.replaceAll('%%', '')).not.toContain('%');
    }
  });

  it('have the text of a page in YAML, whatever it has', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            '---\n',
            '\n...\n',
            ': ',
            '# ',
            '"',
            "'",
            '\\',
            '\u0000',
            '\u0085',
            '\u007f',
            '\u2028',
            '\ufeff',
            '\t',
            '$(A)',
            '{{ x }}',
            '&a',
            '*a',
            '!!str',
          ),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        expect(manifests(`data:\n  body: ${yamlString(text)}\nkind: ConfigMap\n`)).toEqual([{ data: { body: text }, kind: 'ConfigMap' }]);
        // Only what YAML prints.
        expect(yamlString(text)).toMatch(/^[\x20-\x7e\u00a0-\u{10ffff}]*$/u);
      }),
      { numRuns: 500 },
    );
  });
});
