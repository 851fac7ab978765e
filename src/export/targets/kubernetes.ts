import type { ExportTarget } from '../model/export-target.ts';
import { errorServerFiles } from './error-server/error-server.ts';
import { envoyGateway } from './kubernetes/envoy-gateway.ts';
import { deployment, ingress, service, traefik } from './kubernetes/manifests.ts';
import { kubernetesNote } from './kubernetes/note.ts';
import { DOCKERFILE, FOLDER, PORT } from './kubernetes/recipe.ts';

/** Kubernetes: an image with nginx and the pages, its Deployment and Service, and what an Ingress or a Gateway needs to use it. */
export const target: ExportTarget = {
  files: (pages, options) => [
    { path: 'Dockerfile', content: DOCKERFILE },
    ...errorServerFiles(pages, { ...options, folder: FOLDER }, { listen: String(PORT), runtime: '/tmp', accessLog: '/dev/stdout', status: 'asked' }),
    { path: 'deployment.yaml', content: deployment() },
    { path: 'service.yaml', content: service() },
    { path: 'ingress-nginx.yaml', content: ingress() },
    { path: 'traefik.yaml', content: traefik() },
    { path: 'envoy-gateway.yaml', content: envoyGateway(pages) },
    { path: 'README.md', content: kubernetesNote(pages.statuses) },
  ],
};
