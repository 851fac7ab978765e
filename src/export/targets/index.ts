import type { ExportTarget } from '../model/export-target.ts';

/** A target in the table. Its file is loaded only if it is asked for. */
interface Entry {
  /** What the help says about it, in a few words. */
  readonly summary: string;
  readonly load: () => Promise<{ readonly target: ExportTarget }>;
}

/** The targets of `--for` by name. To add one, write its file in this folder, and its line here. */
export const TARGETS: Readonly<Record<string, Entry>> = {
  nginx: { summary: 'nginx, with pages that it joins with its request id', load: () => import('./nginx.ts') },
  caddy: { summary: 'Caddy 2.6 and newer', load: () => import('./caddy.ts') },
  traefik: { summary: 'Traefik 3, with an nginx that has the pages', load: () => import('./traefik.ts') },
  cloudfront: { summary: 'Amazon CloudFront: custom error responses', load: () => import('./cloudfront.ts') },
  cloudflare: { summary: 'Cloudflare: custom error rules and error pages', load: () => import('./cloudflare.ts') },
  s3: { summary: 'a website on Amazon S3: its error document', load: () => import('./s3.ts') },
  kubernetes: { summary: 'Kubernetes: an image with the pages, and its manifests', load: () => import('./kubernetes.ts') },
  systemd: { summary: 'systemd: a server with the pages, while the app is failed', load: () => import('./systemd.ts') },
  fastly: { summary: 'Fastly: VCL snippets', load: () => import('./fastly.ts') },
};
