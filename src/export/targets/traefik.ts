import type { ExportTarget } from '../model/export-target.ts';
import { errorServerFiles } from './error-server/error-server.ts';
import { dynamicYaml, ERROR_SERVER, staticYaml } from './traefik/dynamic-yaml.ts';
import { readme } from './traefik/readme.ts';

/** Traefik: it sends no file, so it asks a small nginx for the page. */
export const target: ExportTarget = {
  files: (pages, options) => [
    { path: 'README.md', content: readme(options.folder) },
    { path: 'dynamic.yaml', content: dynamicYaml(options.upstream) },
    { path: 'static.yaml', content: staticYaml(options.folder) },
    ...errorServerFiles(pages, options, { listen: ERROR_SERVER, runtime: '/tmp', accessLog: '/tmp/error-pages.log', status: 'asked' }),
  ],
};
