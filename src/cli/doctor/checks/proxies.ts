import { join } from 'node:path';
import type { HostApp } from '../../source/app-events.ts';
import type { AppKind } from '../../source/host-apps.ts';
import { type Check, type ExaminedApp, findingAt } from '../finding.ts';
import { textOfFile } from './manifest-lines.ts';
import { namesIn } from './names-in.ts';
import { placesOf } from './words.ts';

/** The setting by which each host knows that it is behind a proxy. The others have no such setting. */
const HOW: Partial<Record<AppKind, readonly [RegExp, string]>> = {
  express: [/['"`]trust proxy(?: fn)?['"`]/, "app.set('trust proxy', 1);"],
  nest: [/['"`]trust proxy(?: fn)?['"`]|\btrustProxy\b/, "app.set('trust proxy', 1); on Express, or new FastifyAdapter({ trustProxy: 1 })"],
  fastify: [/\btrustProxy\b/, 'Fastify({ trustProxy: 1 })'],
  koa: [/\.proxy\s*=|\bproxy\s*:/, 'app.proxy = true;'],
};

export const proxies: Check = {
  title: 'a proxy before the app, and whether the host trusts it',
  run(app) {
    const host = mainApp(app);
    const how = host === undefined ? undefined : HOW[host.kind];
    const file = host === undefined ? undefined : app.index.files.get(host.declaration.file);
    if (host === undefined || how === undefined || file === undefined) return [];
    const [pattern, todo] = how;
    if (app.index.order.some(({ source }) => pattern.test(source.text))) return [];
    const evidence = readsHeader(app) ?? platform(app.root) ?? container(app);
    if (evidence === undefined) return [];
    const what = `${evidence}, and the host does not trust the proxy. It takes HTTPS for HTTP, so cookies have no Secure, and each client has the address of the proxy.`;
    return [findingAt(file, host.declaration.node, 'proxy-not-trusted', what, `Write ${todo} The number is how many proxies there are. Trust no other.`)];
  },
};

/** The app that Halyard is mounted on. */
function mainApp({ apps, mounts }: ExaminedApp): HostApp | undefined {
  const mounted = apps.find(({ kind, declaration }) => kind in HOW && mounts.some((mount) => mount.app?.node === declaration.node));
  return (
    mounted ?? (mounts.length === 0 ? undefined : apps.find(({ kind }) => kind in HOW && (kind !== 'express' || mounts.some(({ host }) => host === 'express'))))
  );
}

/** Files of platforms that have a proxy before each app. */
const PLATFORMS: Readonly<Record<string, string>> = {
  'fly.toml': 'Fly',
  'render.yaml': 'Render',
  Procfile: 'Heroku',
  'heroku.yml': 'Heroku',
  'vercel.json': 'Vercel',
  'railway.json': 'Railway',
  'railway.toml': 'Railway',
  'netlify.toml': 'Netlify',
  'app.yaml': 'App Engine',
  'apprunner.yaml': 'App Runner',
  'Dockerrun.aws.json': 'Elastic Beanstalk',
  'captain-definition': 'CapRover',
  'nginx.conf': 'nginx',
  'default.conf': 'nginx',
  Caddyfile: 'Caddy',
  'traefik.yml': 'Traefik',
  'traefik.yaml': 'Traefik',
  'traefik.toml': 'Traefik',
  'haproxy.cfg': 'HAProxy',
};

const FOLDERS = ['.', 'nginx', 'deploy', 'docker', 'config', 'conf', 'infra', 'ops', 'k8s', 'kubernetes', 'manifests', '.nginx', 'nginx/conf.d'];

function platform(root: string): string | undefined {
  for (const folder of FOLDERS) {
    for (const name of namesIn(join(root, folder))) {
      const path = folder === '.' ? name : `${folder}/${name}`;
      const text = (): string => textOfFile(join(root, path)) ?? '';
      const known = Object.hasOwn(PLATFORMS, name) ? PLATFORMS[name] : undefined;
      if (known !== undefined && (name !== 'default.conf' || /proxy_pass/.test(text()))) return `${path} puts the app behind ${known}`;
      if (/\.conf$/.test(name) && /\bproxy_pass\b/.test(text())) return `${path} puts the app behind nginx`;
      if (/^(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/.test(name) && (text().includes('traefik.enable') || text().split('\n').some(isProxyImage)))
        return `${path} puts the app behind a proxy`;
      if (/\.ya?ml$/.test(name) && /^kind:\s*(?:Ingress|HTTPRoute|IngressRoute)\b/m.test(text())) return `${path} puts the app behind an ingress`;
    }
  }
  return undefined;
}

/** `image: nginx:alpine`, or with a registry: `image: "docker.io/library/caddy"`. */
function isProxyImage(line: string): boolean {
  return placesOf(line, 'image:').some((at) => {
    if (/\w/.test(line[at - 1] ?? '')) return false;
    const [name] = line
      .slice(at + 'image:'.length)
      .trimStart()
      .split(/\s/, 1) as [string];
    const segments = name.replace(/^["']/, '').split('/');
    return segments.some((segment) => /^(?:nginx|traefik|caddy|haproxy|nginxproxy)\b/.test(segment));
  });
}

/** The app reads what a proxy has written. Without trust, every client can write it. */
function readsHeader(app: ExaminedApp): string | undefined {
  for (const { source } of app.index.order) {
    const found = /['"`](x-forwarded-(?:for|proto|host)|x-real-ip)['"`]/i.exec(source.text);
    if (found === null) continue;
    const line = source.text.slice(0, found.index).split('\n').length;
    return `The app reads ${found[1]} (${source.file.slice(app.root.length + 1)}:${line})`;
  }
  return undefined;
}

/** A container is usually behind a proxy. That matters if the app asks for the address, the scheme or the host, or sets secure cookies. */
function container(app: ExaminedApp): string | undefined {
  if (textOfFile(join(app.root, 'Dockerfile')) === undefined) return undefined;
  const uses = app.index.order.some(({ source }) =>
    /\b(?:req|request|ctx)\.(?:ip|ips|protocol|secure|hostname)\b|\bsecure:\s*true\b|\bflash\s*:\s*\{/.test(source.text),
  );
  return uses ? 'The app runs in a container (Dockerfile) and uses cookies or the address of the client' : undefined;
}
